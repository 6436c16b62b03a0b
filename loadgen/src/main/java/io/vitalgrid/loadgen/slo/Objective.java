package io.vitalgrid.loadgen.slo;

import io.vitalgrid.loadgen.measure.Latency;
import io.vitalgrid.loadgen.report.Result;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run must reach: {@code p99<30ms}, {@code sql.p99<1s}, {@code lost=0}, {@code rate>=1000}.
 *
 * @param text as it was written
 * @param measure p50 to p99.99, max or mean, with {@code sql.} in front for visibility in SQL; or a
 *     count: lost, failed, differences; or rate
 * @param operator one of {@code < <= > >= =}
 * @param limit in milliseconds for latencies, events/s for the rate
 */
public record Objective(String text, String measure, String operator, double limit) {
  private static final Pattern LATENCY =
      Pattern.compile(
          "((?:sql\\.)?(?:p50|p90|p99|p99\\.9|p99\\.99|max|mean))\\s*(<=|<)\\s*"
              + "(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s)");
  private static final Pattern COUNT =
      Pattern.compile("(lost|failed|differences|rate)\\s*(<=|<|>=|>|=)\\s*(\\d{1,12})");

  /** What a run came to. */
  public record Verdict(Objective objective, OptionalDouble value, boolean met) {
    /** Such as {@code p99<30ms: MISSED, 41.2 ms}. */
    public String describe() {
      String unit = objective.isLatency() ? " ms" : "";
      String was =
          value.isPresent() ? number(value.getAsDouble()) + unit : "not measured in this run";
      return objective.text + ": " + (met ? "met" : "MISSED") + ", " + was;
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Objective parse(String text) {
    Matcher latency = LATENCY.matcher(text.strip());
    if (latency.matches()) {
      double value = Double.parseDouble(latency.group(3));
      double ms = latency.group(4).equals("s") ? value * 1000 : value;
      return new Objective(text.strip(), latency.group(1), latency.group(2), ms);
    }
    Matcher count = COUNT.matcher(text.strip());
    if (count.matches()) {
      double value = Double.parseDouble(count.group(3));
      return new Objective(text.strip(), count.group(1), count.group(2), value);
    }
    throw new IllegalArgumentException(
        "slo is '"
            + text
            + "', must be p50, p90, p99, p99.9, p99.99, max or mean (or sql.p99 …) with < or <= and"
            + " a time, or lost, failed, differences or rate with a number, such as 'p99<30ms' or"
            + " 'lost=0'");
  }

  /**
   * Events without an answer, in seconds' worth of the rate, with which this is missed whatever
   * comes: those beyond the limit's worth (and one more) are slower than the limit already, and are
   * more than a percentile lets pass. Infinite where a backlog decides nothing.
   *
   * <pre>
   * p99<1s in 8 s      1.08
   * max<30ms           0.03
   * mean<1s, lost=0    infinite
   * </pre>
   *
   * @param seconds how long is measured in all
   */
  public double hopelessBacklogSeconds(double seconds) {
    double limitSeconds = limit / 1e3;
    if (measure.equals("max")) {
      return limitSeconds;
    }
    if (!measure.startsWith("p")) {
      return Double.POSITIVE_INFINITY;
    }
    double mayBeSlower = 1 - Double.parseDouble(measure.substring(1)) / 100;
    return limitSeconds + mayBeSlower * seconds;
  }

  boolean isLatency() {
    return !measure.equals("rate")
        && !measure.equals("lost")
        && !measure.equals("failed")
        && !measure.equals("differences");
  }

  /** What was not measured is not met, and of an invalid run no latency is. */
  public Verdict judge(Result result) {
    return judge(value(result), result.invalidBecause().isEmpty());
  }

  /**
   * The same of figures that come from elsewhere.
   *
   * @param value of the measure
   * @param valid whether latencies may be used
   */
  public Verdict judge(OptionalDouble value, boolean valid) {
    boolean usable = !isLatency() || valid;
    return new Verdict(this, value, usable && value.isPresent() && holds(value.getAsDouble()));
  }

  private boolean holds(double value) {
    return switch (operator) {
      case "<" -> value < limit;
      case "<=" -> value <= limit;
      case ">" -> value > limit;
      case ">=" -> value >= limit;
      default -> value == limit;
    };
  }

  private OptionalDouble value(Result result) {
    return switch (measure) {
      case "rate" -> OptionalDouble.of(result.ratePerSecond());
      case "failed" -> OptionalDouble.of(result.tally().failed());
      case "lost" -> asDouble(result.lost());
      case "differences" ->
          result.check().isPresent()
              ? OptionalDouble.of(result.check().get().differenceCount())
              : OptionalDouble.empty();
      default ->
          measure.startsWith("sql.")
              ? ms(result.sql(), measure.substring(4))
              : ms(result.topic(), measure);
    };
  }

  private static OptionalDouble asDouble(OptionalLong value) {
    return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
  }

  private static OptionalDouble ms(Optional<Latency> latency, String name) {
    if (latency.isEmpty() || latency.get().micros().getTotalCount() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (name) {
          case "max" -> latency.get().micros().getMaxValue() / 1e3;
          case "mean" -> latency.get().micros().getMean() / 1e3;
          default ->
              latency.get().micros().getValueAtPercentile(Double.parseDouble(name.substring(1)))
                  / 1e3;
        });
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.3f", value);
  }
}
