package io.vitalgrid.benchmarks.peer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What VitalGrid wants to be beside its peers, as ratios of medians in one run. */
final class Targets {
  private static final String RATE = "sustainable events/s";

  /**
   * A ratio that is wanted.
   *
   * @param atLeast whether more is better
   */
  private record Target(String figure, Subject peer, double ratio, boolean atLeast) {
    boolean holds(double given) {
      return atLeast ? given >= ratio : given <= ratio;
    }
  }

  private static final List<Target> TARGETS =
      List.of(
          new Target(RATE, Subject.FLINK_REDIS, 2, true),
          new Target(RATE, Subject.FLINK, 1.5, true),
          new Target(RATE, Subject.REFERENCE, 10, true),
          new Target(RATE, Subject.FLOOR, 0.6, true),
          new Target("p99, ms at 1,000/s", Subject.FLINK, 0.7, false),
          new Target("p99, ms at 10,000/s", Subject.FLINK, 0.7, false));

  private Targets() {}

  /** A line for each that both were measured for. */
  static List<String> lines(Map<Subject, Figures> results) {
    List<String> lines = new ArrayList<>();
    Figures own = results.getOrDefault(Subject.VITALGRID, new Figures());
    for (Target target : TARGETS) {
      Figures peer = results.get(target.peer());
      if (peer != null && own.has(target.figure()) && peer.has(target.figure())) {
        double given = own.median(target.figure()) / peer.median(target.figure());
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: %.2f of %s's, wanted %s %.2f: %s",
                target.figure(),
                given,
                target.peer().label(),
                target.atLeast() ? "at least" : "at most",
                target.ratio(),
                target.holds(given) ? "holds" : "MISSED"));
      }
    }
    return lines;
  }
}
