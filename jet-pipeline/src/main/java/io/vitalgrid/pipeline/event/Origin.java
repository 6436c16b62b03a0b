package io.vitalgrid.pipeline.event;

/**
 * Where an event was read.
 *
 * @param topicId which incarnation of the topic: a topic that is deleted and created anew starts
 *     its offsets again
 * @param timestampMs the Kafka record's timestamp in epoch ms: when its producer meant to send it
 */
public record Origin(long topicId, int partition, long offset, long timestampMs) {}
