package io.vitalgrid.chaos.run;

/**
 * What one fault cost.
 *
 * @param longestWaitMs the longest that an event waited for its prediction, from its sending on
 * @param longestSilenceMs the longest time without any prediction
 */
record Cycle(FaultKind kind, long longestWaitMs, long longestSilenceMs) {}
