package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;

/**
 * What a window says, as plain numbers that can be compared.
 *
 * @param lastAtMs {@code Long.MIN_VALUE} where a vital has no reading
 */
@SuppressWarnings("ArrayRecordComponent") // compared by difference() only
public record Figures(
    long startMs,
    long events,
    long[] count,
    double[] mean,
    double[] min,
    double[] max,
    double[] deviation,
    double[] last,
    long[] lastAtMs,
    double[] slope,
    int observations) {

  /** Means, deviations and slopes may differ by so much, relative to the larger one or to 1. */
  static final double TOLERANCE = 1e-9;

  static Figures empty(long startMs, long events, int observations) {
    return new Figures(
        startMs,
        events,
        new long[Vital.COUNT],
        new double[Vital.COUNT],
        new double[Vital.COUNT],
        new double[Vital.COUNT],
        new double[Vital.COUNT],
        new double[Vital.COUNT],
        new long[Vital.COUNT],
        new double[Vital.COUNT],
        observations);
  }

  public static Figures of(WindowStats stats) {
    Figures figures = empty(stats.startMs(), stats.events(), stats.observations());
    for (int v = 0; v < Vital.COUNT; v++) {
      Vital vital = Vital.of(v);
      figures.count[v] = stats.count(vital);
      figures.mean[v] = stats.mean(vital);
      figures.min[v] = stats.min(vital);
      figures.max[v] = stats.max(vital);
      figures.deviation[v] = stats.standardDeviation(vital);
      figures.last[v] = stats.last(vital);
      figures.lastAtMs[v] = stats.lastAtMs(vital);
      figures.slope[v] = stats.slopePerMinute(vital);
    }
    return figures;
  }

  /** The first difference, or null. */
  public String difference(Figures other) {
    if (startMs != other.startMs) {
      return "start " + startMs + " / " + other.startMs;
    }
    if (events != other.events) {
      return "events " + events + " / " + other.events;
    }
    if (observations != other.observations) {
      return "observations " + observations + " / " + other.observations;
    }
    for (int v = 0; v < Vital.COUNT; v++) {
      String difference = difference(other, v);
      if (difference != null) {
        return Vital.of(v).fieldName() + " " + difference;
      }
    }
    return null;
  }

  private String difference(Figures other, int v) {
    if (count[v] != other.count[v]) {
      return "count " + count[v] + " / " + other.count[v];
    }
    if (!same(min[v], other.min[v]) || !same(max[v], other.max[v])) {
      return "min, max " + min[v] + ", " + max[v] + " / " + other.min[v] + ", " + other.max[v];
    }
    if (!same(last[v], other.last[v]) || lastAtMs[v] != other.lastAtMs[v]) {
      return "last "
          + last[v]
          + " at "
          + lastAtMs[v]
          + " / "
          + other.last[v]
          + " at "
          + other.lastAtMs[v];
    }
    if (!near(mean[v], other.mean[v])) {
      return "mean " + mean[v] + " / " + other.mean[v];
    }
    if (!near(deviation[v], other.deviation[v])) {
      return "deviation " + deviation[v] + " / " + other.deviation[v];
    }
    if (!near(slope[v], other.slope[v])) {
      return "slope " + slope[v] + " / " + other.slope[v];
    }
    return null;
  }

  private static boolean same(double a, double b) {
    return Double.compare(a, b) == 0;
  }

  private static boolean near(double a, double b) {
    return same(a, b)
        || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }
}
