package io.vitalgrid.benchmarks.peer.run;

import java.util.List;
import java.util.Locale;

/**
 * What is done in a round.
 *
 * @param rates events/s at which latency and cost are measured in any case
 * @param seconds how long at each rate
 * @param warmupSeconds load of {@link #WARMUP_RATE} before anything is measured
 * @param findLimit whether the highest sustainable rate is searched, and measured at parts of it
 * @param jvm flags of each system
 */
record Plan(
    List<Integer> rates,
    int seconds,
    int warmupSeconds,
    boolean findLimit,
    int patients,
    List<String> jvm) {
  /** Events/s: enough to have all compiled that is hot. */
  static final int WARMUP_RATE = 20_000;

  static final int SMALL_RATE = 1_000;

  private static final List<Integer> RATES = List.of(SMALL_RATE, 10_000);

  static Plan full(int patients, List<String> jvm) {
    return new Plan(RATES, 30, 30, true, patients, jvm);
  }

  static Plan quick(int patients, List<String> jvm) {
    return new Plan(RATES, 10, 10, true, patients, jvm);
  }

  static Plan smoke(List<String> jvm) {
    return new Plan(List.of(500), 3, 0, false, 100, jvm);
  }

  /** In words; the flags are said elsewhere. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%,d patients, events/s %s, %d s each after %d s of warm-up, limits %s",
        patients,
        rates,
        seconds,
        warmupSeconds,
        findLimit ? "searched" : "not searched");
  }

  /** At these rates alone. */
  Plan only(List<Integer> otherRates) {
    return new Plan(otherRates, seconds, warmupSeconds, false, patients, jvm);
  }

  Plan lasting(int otherSeconds) {
    return new Plan(rates, otherSeconds, warmupSeconds, findLimit, patients, jvm);
  }

  Plan withWarmup(int otherSeconds) {
    return new Plan(rates, seconds, otherSeconds, findLimit, patients, jvm);
  }
}
