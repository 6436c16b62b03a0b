/** The job on Kafka Streams: its hopping windows with grace, in-memory stores with changelogs. */
package io.vitalgrid.benchmarks.peer.streams;
