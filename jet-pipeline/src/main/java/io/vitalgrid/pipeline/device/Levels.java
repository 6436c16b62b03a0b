package io.vitalgrid.pipeline.device;

import io.vitalgrid.grid.Vital;
import java.util.Arrays;

/**
 * What a device says of each vital on average over some 30 s, for comparing devices of one patient.
 * The mean goes by time, not by readings, so that devices of different pace follow the patient
 * equally fast.
 */
final class Levels {
  private static final float TIME_CONSTANT_MS = 30_000;

  /** Comparisons without disagreement after which it does not matter who led. */
  private static final int FORGET_LEAD = 32;

  private final float[] levels = new float[Vital.COUNT];

  /** The levels when the device last agreed with the others. */
  private final float[] agreed = new float[Vital.COUNT];

  private long lastMs = Arrivals.NEVER;

  /** Comparisons in a row that found the device apart from the others; negative: agreeing. */
  private int apart;

  private float lead;

  Levels() {
    Arrays.fill(levels, Float.NaN);
    Arrays.fill(agreed, Float.NaN);
  }

  void add(double[] values, long timeMs) {
    float elapsed = lastMs == Arrivals.NEVER ? 0 : Math.max(0, timeMs - lastMs);
    float weight = elapsed / (TIME_CONSTANT_MS + elapsed);
    for (int v = 0; v < Vital.COUNT; v++) {
      float value = (float) values[v];
      if (Float.isNaN(levels[v])) {
        levels[v] = value;
      } else if (!Float.isNaN(value)) {
        levels[v] += (value - levels[v]) * weight;
      }
    }
    lastMs = timeMs;
  }

  float level(int v) {
    return levels[v];
  }

  void agree(int v) {
    agreed[v] = levels[v];
  }

  /** How far this device has moved since it last agreed; NaN if it never did. */
  float moved(int v) {
    return Math.abs(levels[v] - agreed[v]);
  }

  /** Adds to by how much it has moved further than the other, and gives the sum. */
  float lead(float more) {
    lead = Math.max(0, lead + more);
    return lead;
  }

  void compared(boolean isApart) {
    if (isApart) {
      apart = Math.max(1, apart + 1);
    } else {
      apart = Math.min(-1, apart - 1);
      lead = apart < -FORGET_LEAD ? 0 : lead;
    }
  }

  /** Whether so many comparisons in a row came to the same. */
  boolean isDrifting(boolean wasDrifting, int comparisons) {
    return wasDrifting ? apart > -comparisons : apart >= comparisons;
  }
}
