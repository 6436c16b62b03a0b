package io.vitalgrid.benchmarks.peer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What VitalGrid must reach beside others, by medians of one run. */
final class Targets {
  private static final String SYSTEM = Subject.VITALGRID.label();
  private static final String FLINK = Subject.FLINK.label();
  private static final String NOTHING = "";
  private static final double OF_FLINK_LATENCY = 0.7;

  /**
   * A target and what came.
   *
   * @param what in words
   * @param value a ratio to another system, or ms; NaN if it was not measured
   * @param wanted at least or at most so much
   */
  record Target(String what, double value, boolean atLeast, double wanted) {
    String verdict() {
      if (Double.isNaN(value)) {
        return "not measured";
      }
      return (atLeast ? value >= wanted : value <= wanted) ? "held" : "missed";
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "%-56s %8s, wanted %s %s: %s",
          what,
          Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value),
          atLeast ? "at least" : "at most",
          wanted,
          verdict());
    }
  }

  private final Map<String, Figures> results;
  private final List<Target> targets = new ArrayList<>();

  private Targets(Map<String, Figures> results) {
    this.results = results;
  }

  /**
   * All of them.
   *
   * @param results by the system's label
   */
  static List<Target> of(Map<String, Figures> results) {
    Targets all = new Targets(results);
    all.rate("flink-redis", 2);
    all.rate(FLINK, 1.5);
    all.rate("reference", 10);
    all.rate("floor", 0.6);
    all.latency(Rate.label(1_000));
    all.latency(Rate.label(10_000));
    all.latency(Rate.MOST_OF_FLINK);
    String tail = Cost.name("p99.99, ms", Rate.label(1_000));
    all.add(tail, tail, NOTHING, false, 30);
    return all.targets;
  }

  private void rate(String other, double wanted) {
    add("sustainable rate / " + other + "'s", Round.LIMIT, other, true, wanted);
  }

  private void latency(String rate) {
    add(
        "p99 at " + rate + " / flink's",
        Cost.name("p99, ms", rate),
        FLINK,
        false,
        OF_FLINK_LATENCY);
  }

  private void add(String what, String figure, String other, boolean atLeast, double wanted) {
    double own = median(SYSTEM, figure);
    double value = other.isEmpty() ? own : own / median(other, figure);
    targets.add(new Target(what, Double.isFinite(value) ? value : Double.NaN, atLeast, wanted));
  }

  private double median(String system, String figure) {
    Figures figures = results.get(system);
    return figures == null ? Double.NaN : figures.median(figure);
  }
}
