package io.vitalgrid.loadgen.measure;

import org.HdrHistogram.Histogram;

/**
 * From the intended send time to where an event was seen.
 *
 * @param where such as {@code topic predictions}
 * @param micros the distribution after the warm-up, in microseconds
 * @param warmupMicros the same in the warm-up
 * @param answered events that were seen, warm-up included
 * @param unknown what was seen of other events, or of ones sent too long ago to be remembered
 */
public record Latency(
    String where, Histogram micros, Histogram warmupMicros, long answered, long unknown) {}
