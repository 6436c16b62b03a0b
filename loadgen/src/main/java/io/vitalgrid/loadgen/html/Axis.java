package io.vitalgrid.loadgen.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values to places along one side of a chart, and round values to mark.
 *
 * @param low the value at the beginning
 * @param high the value at the end
 * @param logarithmic whether equal distances are equal factors
 */
record Axis(double low, double high, boolean logarithmic, double fromPx, double toPx, int parts) {
  private static final int TICKS = 5;
  private static final int TIME_TICKS = 12;
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int MAX_DECADES_WITH_HALVES = 3;

  /** From 0 to a round value at or above the highest. */
  static Axis linear(double highest, double fromPx, double toPx) {
    double step = step(Math.max(highest, 1e-9), TICKS);
    double high = Math.ceil(Math.max(highest, 1e-9) / step) * step;
    return new Axis(0, high, false, fromPx, toPx, TICKS);
  }

  /** From 0 to exactly the highest, with many marks. */
  static Axis time(double highest) {
    return new Axis(0, highest, false, 0, 1, TIME_TICKS);
  }

  /** From a round value to another around the values. */
  static Axis logarithmic(double lowest, double highest, double fromPx, double toPx) {
    double low = Math.pow(10, Math.floor(Math.log10(Math.max(lowest, 1e-3))));
    double high = Math.max(low * 10, roundedUp(highest));
    return new Axis(low, high, true, fromPx, toPx, TICKS);
  }

  private static double roundedUp(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-3))));
    for (double step : STEPS) {
      if (step * decade >= value * 0.999) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  private static double step(double range, int parts) {
    double rough = range / parts;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (step * decade >= rough) {
        return step * decade;
      }
    }
    return 10 * decade;
  }

  double px(double value) {
    double part =
        logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return fromPx + Math.max(0, Math.min(1, part)) * (toPx - fromPx);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      double decades = Math.log10(high / low);
      for (double decade = low; decade <= high * 1.001; decade *= 10) {
        for (double step : decades <= MAX_DECADES_WITH_HALVES ? STEPS : new double[] {1}) {
          if (step < 10 && step * decade <= high * 1.001) {
            ticks.add(step * decade);
          }
        }
      }
      return ticks;
    }
    double step = step(high - low, parts);
    for (int i = 0; low + i * step <= high * 1.0001; i++) {
      ticks.add(low + i * step);
    }
    return ticks;
  }

  /** Such as 1,000, 0.5, 20k. */
  static String label(double value) {
    if (value >= 1_000_000) {
      return trimmed(value / 1_000_000) + "M";
    }
    if (value >= 10_000) {
      return trimmed(value / 1000) + "k";
    }
    return value >= 1000 ? String.format(Locale.ROOT, "%,.0f", value) : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
