package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.device.Reading;
import java.util.Arrays;

/** What a window must hold: the events that it took for certain, and how many more it may have. */
final class WindowTruth {
  private int sure;
  private int maybe;
  private boolean excluded;
  private final int[] counts = new int[Reading.SENSORS];
  private final double[] sums = new double[Reading.SENSORS];
  private final double[] mins = filled(Double.POSITIVE_INFINITY);
  private final double[] maxs = filled(Double.NEGATIVE_INFINITY);
  private final double[] lasts = new double[Reading.SENSORS];
  private final long[] lastAtMs = new long[Reading.SENSORS];

  WindowTruth() {
    Arrays.fill(lastAtMs, Long.MIN_VALUE);
  }

  private static double[] filled(double value) {
    double[] array = new double[Reading.SENSORS];
    Arrays.fill(array, value);
    return array;
  }

  /** Takes an event's reading; of equal times the one that came last is the last. */
  void add(long timeMs, Reading reading) {
    sure++;
    for (int sensor = 0; sensor < Reading.SENSORS; sensor++) {
      if (reading.has(sensor)) {
        double value = reading.value(sensor);
        counts[sensor]++;
        sums[sensor] += value;
        mins[sensor] = Math.min(mins[sensor], value);
        maxs[sensor] = Math.max(maxs[sensor], value);
        if (timeMs >= lastAtMs[sensor]) {
          lastAtMs[sensor] = timeMs;
          lasts[sensor] = value;
        }
      }
    }
  }

  void addMaybe() {
    maybe++;
  }

  /** A discharge may have ended it before it settled. */
  void exclude() {
    excluded = true;
  }

  /** Whether its content is known to the last event. */
  boolean isExact() {
    return maybe == 0 && !excluded;
  }

  boolean isExcluded() {
    return excluded;
  }

  int sure() {
    return sure;
  }

  int most() {
    return sure + maybe;
  }

  int count(int sensor) {
    return counts[sensor];
  }

  double mean(int sensor) {
    return sums[sensor] / counts[sensor];
  }

  double min(int sensor) {
    return mins[sensor];
  }

  double max(int sensor) {
    return maxs[sensor];
  }

  double last(int sensor) {
    return lasts[sensor];
  }
}
