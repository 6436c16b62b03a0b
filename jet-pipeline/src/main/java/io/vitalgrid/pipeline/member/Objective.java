package io.vitalgrid.pipeline.member;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * What a run must reach: {@code p99<30ms}, {@code max<1s}, {@code lost=0}.
 *
 * @param measure p50, p99, p99.9, max or lost
 * @param limit ms, which must not be reached; for lost, records
 */
record Objective(String measure, double limit) {
  private static final Pattern LATENCY =
      Pattern.compile("(p50|p99|p99\\.9|max)\\s*<\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s)");
  private static final Pattern LOST = Pattern.compile("lost\\s*=\\s*(\\d+)");

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Objective parse(String text) {
    Matcher latency = LATENCY.matcher(text.strip());
    if (latency.matches()) {
      double value = Double.parseDouble(latency.group(2));
      return new Objective(latency.group(1), latency.group(3).equals("s") ? value * 1000 : value);
    }
    Matcher lost = LOST.matcher(text.strip());
    if (lost.matches()) {
      return new Objective("lost", Double.parseDouble(lost.group(1)));
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no objective, must be one of p50, p99, p99.9, max, then < and a time, or"
            + " lost=N, such as p99<30ms");
  }

  /** Whether the run reached it; without a measured latency it did not. */
  boolean isMet(Histogram latencyMs, long lost) {
    if (measure.equals("lost")) {
      return lost <= limit;
    }
    OptionalDouble value = value(latencyMs);
    return value.isPresent() && value.getAsDouble() < limit;
  }

  /** What was asked and what came, in a line. */
  String report(Histogram latencyMs, long lost) {
    String verdict = isMet(latencyMs, lost) ? "met" : "MISSED";
    if (measure.equals("lost")) {
      return "lost=%.0f: %s, lost %d".formatted(limit, verdict, lost);
    }
    OptionalDouble value = value(latencyMs);
    return String.format(
        Locale.ROOT,
        "%s<%sms: %s, %s",
        measure,
        number(limit),
        verdict,
        value.isPresent() ? measure + " " + number(value.getAsDouble()) + " ms" : "not measured");
  }

  private OptionalDouble value(Histogram ms) {
    if (ms.getTotalCount() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (measure) {
          case "p50" -> ms.getValueAtPercentile(50);
          case "p99" -> ms.getValueAtPercentile(99);
          case "p99.9" -> ms.getValueAtPercentile(99.9);
          default -> ms.getMaxValue();
        });
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
