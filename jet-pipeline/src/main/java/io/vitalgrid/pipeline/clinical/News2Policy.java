package io.vitalgrid.pipeline.clinical;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;

/**
 * How old values may be that count, and what a trend is measured against; plain numbers, so that it
 * travels with the job.
 *
 * @param maxAgeMs of each {@link Parameter}, by index; a value exactly so old still counts
 * @param trendPeriodMs the stretches of time whose means a score is compared with
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record News2Policy(long[] maxAgeMs, long trendPeriodMs) implements Serializable {
  private static final long HALF_HOUR_MS = Duration.ofMinutes(30).toMillis();

  public News2Policy {
    if (maxAgeMs.length != Parameter.COUNT) {
      throw new IllegalArgumentException(
          "maxAgeMs has %d elements, but must have one for each of %d parameters"
              .formatted(maxAgeMs.length, Parameter.COUNT));
    }
    if (trendPeriodMs <= 0) {
      throw new IllegalArgumentException(
          "trendPeriodMs is %d, but must be above 0".formatted(trendPeriodMs));
    }
  }

  /** The same age for all. */
  public static News2Policy of(Duration maxAge, Duration trendPeriod) {
    long[] ages = new long[Parameter.COUNT];
    Arrays.fill(ages, maxAge.toMillis());
    return new News2Policy(ages, trendPeriod.toMillis());
  }

  /** Half an hour for everything. */
  public static News2Policy usual() {
    return of(Duration.ofMillis(HALF_HOUR_MS), Duration.ofMillis(HALF_HOUR_MS));
  }
}
