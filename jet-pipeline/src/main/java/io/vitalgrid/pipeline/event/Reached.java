package io.vitalgrid.pipeline.event;

/**
 * The watermark, as an item among events, for stages that Jet's own does not reach.
 *
 * @param watermarkMs epoch ms
 */
public record Reached(long watermarkMs) {}
