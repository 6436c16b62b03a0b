package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.util.Arrays;
import java.util.Random;

/**
 * Random times, watermarks and readings of the kinds that break windows: on boundaries, a
 * millisecond beside them, out of order, at the limit of lateness, after hours, a year ahead.
 *
 * <p>Values are multiples of 1/8, so that sums of them are exact: what differs is a wrong window,
 * not rounding, which {@link WindowStatsPrecisionTest} measures.
 */
public final class Streams {
  private static final long HOUR_MS = 3_600_000;
  private static final long YEAR_MS = 365 * 24 * HOUR_MS;
  private static final long[] SLIDES_MS = {1, 2, 7, 10, 100, 1_000, 5_000};
  private static final long[] SIZES_IN_SLIDES = {1, 1, 2, 3, 5, 12, 40};

  private final Random random;
  private final WindowPolicy policy;
  private long nowMs;
  private long watermarkMs = Long.MIN_VALUE;

  public Streams(Random random) {
    this.random = random;
    this.policy = policy(random);
    // Around the epoch too, where times are negative.
    nowMs = random.nextInt(4) == 0 ? -random.nextInt(20_000) : 1_763_806_530_123L;
  }

  private static WindowPolicy policy(Random random) {
    long slide = SLIDES_MS[random.nextInt(SLIDES_MS.length)];
    long size = slide * SIZES_IN_SLIDES[random.nextInt(SIZES_IN_SLIDES.length)];
    long[] lateness = {0, 1, slide / 2, slide - 1, slide, slide + 1, 2 * slide, size, 3 * size};
    return new WindowPolicy(size, slide, lateness[random.nextInt(lateness.length)]);
  }

  public WindowPolicy policy() {
    return policy;
  }

  /** When the next event happened. */
  public long eventTimeMs() {
    long slide = policy.slideMs();
    switch (random.nextInt(16)) {
      case 0 -> nowMs += 2 * policy.sizeMs() + random.nextInt(3) * HOUR_MS;
      case 1 -> nowMs += random.nextInt(12) == 0 ? YEAR_MS : slide;
      case 2, 3, 4, 5 -> nowMs += random.nextLong(2 * slide + 1);
      case 6, 7 -> {
        return nowMs - random.nextLong(policy.sizeMs() + policy.latenessMs() + 2 * slide);
      }
      case 8, 9 -> {
        return nearBoundary(nowMs - random.nextLong(2 * policy.sizeMs() + 1));
      }
      case 10, 11 -> nowMs = Math.max(nowMs, nearBoundary(nowMs));
      case 12, 13, 14 -> {
        if (watermarkMs != Long.MIN_VALUE) {
          // Around the oldest event that some window still takes, or around the watermark.
          long reach = random.nextBoolean() ? policy.sizeMs() + policy.latenessMs() : 0;
          return nearBoundary(watermarkMs - reach + random.nextLong(2 * slide + 1) - slide);
        }
      }
      default -> {}
    }
    return nowMs;
  }

  /** The next watermark; now and then a lower one, which must mean nothing. */
  public long watermarkMs() {
    long proposal =
        switch (random.nextInt(9)) {
          case 0 -> nowMs;
          case 1 -> nearBoundary(nowMs);
          case 2 -> nearBoundary(nowMs) + policy.latenessMs();
          case 3 -> nowMs + policy.sizeMs() + policy.latenessMs() + random.nextInt(3);
          case 4 -> nowMs - policy.sizeMs();
          case 5 -> nowMs - random.nextLong(2 * policy.sizeMs() + policy.latenessMs() + 1);
          case 6 -> watermarkMs == Long.MIN_VALUE ? nowMs : watermarkMs + 1;
          case 7 -> watermarkMs == Long.MIN_VALUE ? nowMs : nearBoundary(watermarkMs + 1);
          default -> watermarkMs == Long.MIN_VALUE ? nowMs : watermarkMs - 1;
        };
    watermarkMs = Math.max(watermarkMs, proposal);
    return proposal;
  }

  private long nearBoundary(long timeMs) {
    return Math.floorDiv(timeMs, policy.slideMs()) * policy.slideMs() + random.nextInt(3) - 1;
  }

  public double[] values() {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    for (int n = random.nextInt(3); n >= 0; n--) {
      values[random.nextInt(3)] = random.nextInt(8) == 0 ? 0 : 60 + random.nextInt(500) / 8.0;
    }
    return values;
  }

  public int observations() {
    int observations = Observations.NONE;
    if (random.nextInt(3) == 0) {
      observations = Observations.withOxygen(observations, random.nextBoolean());
    }
    if (random.nextInt(3) == 0) {
      observations =
          Observations.withConsciousness(observations, "ACVPU".charAt(random.nextInt(5)));
    }
    return observations;
  }

  public Oracle.Reading reading() {
    return new Oracle.Reading(eventTimeMs(), values(), observations());
  }
}
