package io.vitalgrid.benchmarks.peer.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A rate at which latency and cost are measured.
 *
 * @param labels what it is called; two if the slowest system is Flink
 * @param perSecond events/s
 */
record Rate(List<String> labels, int perSecond) {
  static final String HALF = "50 % of the slowest's limit";
  static final String MOST = "80 % of the slowest's limit";
  static final String MOST_OF_FLINK = "80 % of flink's limit";

  static Rate fixed(int perSecond) {
    return new Rate(List.of(label(perSecond)), perSecond);
  }

  static String label(int perSecond) {
    return String.format(Locale.ROOT, "%,d/s", perSecond);
  }

  /**
   * The fixed rates, then those that the limits of this round give.
   *
   * @param limits sustainable events/s; empty if they were not searched, 0 if none held
   */
  static List<Rate> of(List<Integer> fixed, Map<Subject, Integer> limits) {
    List<Rate> rates = new ArrayList<>();
    fixed.forEach(rate -> rates.add(fixed(rate)));
    int slowest = limits.isEmpty() ? 0 : Collections.min(limits.values());
    int flink = limits.getOrDefault(Subject.FLINK, 0);
    if (slowest > 0) {
      rates.add(new Rate(List.of(HALF), slowest / 2));
      rates.add(
          new Rate(slowest == flink ? List.of(MOST, MOST_OF_FLINK) : List.of(MOST), most(slowest)));
    }
    if (flink > slowest) {
      rates.add(new Rate(List.of(MOST_OF_FLINK), most(flink)));
    }
    return rates;
  }

  private static int most(int limit) {
    return (int) (0.8 * limit);
  }

  /** Those that a system can hold: above its limit there is only its backlog to be seen. */
  static List<Rate> within(List<Rate> rates, Integer limit) {
    return limit == null
        ? rates
        : rates.stream().filter(rate -> rate.perSecond() <= limit).toList();
  }
}
