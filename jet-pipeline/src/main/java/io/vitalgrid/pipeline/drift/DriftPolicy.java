package io.vitalgrid.pipeline.drift;

/**
 * What drift is judged by.
 *
 * @param windowMs how much of the past is compared with the baseline
 * @param minPatients fewer say nothing
 * @param learnRows rows of which a baseline is learned where the model brings none
 */
public record DriftPolicy(long windowMs, int minPatients, int learnRows) {}
