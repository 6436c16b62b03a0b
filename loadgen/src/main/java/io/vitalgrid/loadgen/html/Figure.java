package io.vitalgrid.loadgen.html;

import java.util.Locale;

/** Numbers for people; a dash for what was not measured. */
final class Figure {
  private static final String NONE = "–";

  private Figure() {}

  static String count(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,.0f", value);
  }

  static String ms(double value) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  static String seconds(double ms) {
    return Double.isNaN(ms) ? NONE : String.format(Locale.ROOT, "%,.1f s", ms / 1e3);
  }
}
