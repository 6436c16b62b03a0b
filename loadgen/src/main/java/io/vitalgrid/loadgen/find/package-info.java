/** Searches the highest rate that a system sustains. Knows neither Kafka nor how a probe is run. */
package io.vitalgrid.loadgen.find;
