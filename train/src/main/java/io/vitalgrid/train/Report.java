package io.vitalgrid.train;

/**
 * What a training found.
 *
 * @param source where the data came from
 * @param stays how many there were
 * @param crossValidation on all stays, each predicted by a model that has not seen it
 * @param heldOut on the stays put aside, by a model of the others
 * @param confusion of the held-out stays, at the threshold
 */
record Report(
    String source,
    int stays,
    long seed,
    Algorithm algorithm,
    Evaluation crossValidation,
    Evaluation heldOut,
    Metrics.Confusion confusion,
    TrainedModel model) {}
