package io.vitalgrid.benchmarks.peer.run;

import java.util.List;

/**
 * What is done in a round.
 *
 * @param rates events/s at which latency and cost are measured in any case
 * @param seconds how long at each rate
 * @param warmupSeconds load of {@link #WARMUP_RATE} before anything is measured
 * @param findLimit whether the highest sustainable rate is searched, and measured at parts of it
 * @param heap of each system, such as 2g
 */
record Plan(
    List<Integer> rates,
    int seconds,
    int warmupSeconds,
    boolean findLimit,
    int patients,
    String heap) {
  /** Events/s: enough to have all compiled that is hot. */
  static final int WARMUP_RATE = 20_000;

  private static final List<Integer> RATES = List.of(1_000, 10_000);

  static Plan full(int patients, String heap) {
    return new Plan(RATES, 30, 30, true, patients, heap);
  }

  static Plan quick(int patients, String heap) {
    return new Plan(RATES, 10, 10, true, patients, heap);
  }

  static Plan smoke(String heap) {
    return new Plan(List.of(500), 3, 0, false, 100, heap);
  }

  Plan withWarmup(int otherSeconds) {
    return new Plan(rates, seconds, otherSeconds, findLimit, patients, heap);
  }
}
