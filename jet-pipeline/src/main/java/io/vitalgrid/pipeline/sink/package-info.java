/** Where results go: the grid's IMaps, which SQL reads, and Kafka topics. */
package io.vitalgrid.pipeline.sink;
