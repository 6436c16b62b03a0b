/**
 * What is the same in all peers, so that they differ in their engines only: the event, a window's
 * content, the model's inputs, the record of topic {@code predictions}. Parser and scorer are
 * VitalGrid's own.
 */
package io.vitalgrid.benchmarks.peer.job;
