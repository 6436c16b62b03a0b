package io.vitalgrid.pipeline.event;

import java.io.Serializable;
import java.util.Map;

/**
 * What a source processor goes by; plain values, so that it travels with the job.
 *
 * @param topic the input topic
 * @param consumerProperties for Kafka's consumer
 * @param adminProperties for Kafka's admin client
 * @param lagMs how far the watermark stays behind the highest event time
 * @param idleTimeoutMs silence after which a partition does not hold the watermark back
 * @param slideMs distance between window ends
 * @param watermarkStepMs watermarks are passed on as multiples of this
 * @param maxClockSkewMs how far an event may be dated after its record (whose producer's clock may
 *     be ahead, but not by much, see {@link EventParser})
 */
public record IngestPolicy(
    String topic,
    Map<String, String> consumerProperties,
    Map<String, String> adminProperties,
    long lagMs,
    long idleTimeoutMs,
    long slideMs,
    long watermarkStepMs,
    long maxClockSkewMs)
    implements Serializable {}
