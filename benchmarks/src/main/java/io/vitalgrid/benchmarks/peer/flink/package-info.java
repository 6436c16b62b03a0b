/** The job on Flink: its sliding event-time windows, keyed heap state, checkpoints. */
package io.vitalgrid.benchmarks.peer.flink;
