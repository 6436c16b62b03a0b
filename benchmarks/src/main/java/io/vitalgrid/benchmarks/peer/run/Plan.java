package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.slo.Objective;
import java.util.List;
import java.util.Locale;

/**
 * What is done in a round.
 *
 * @param rates events/s at which latency and cost are measured in any case
 * @param seconds how long at each rate
 * @param warmupSeconds load of {@link #WARMUP_RATE} before anything is measured
 * @param limit what must hold at the highest sustainable rate, or null if none is searched; if one
 *     is, it is also measured at parts of it
 * @param queries whether it is also measured when a query sees a prediction
 * @param jvm how each system is started
 */
record Plan(
    List<Integer> rates,
    int seconds,
    int warmupSeconds,
    Objective limit,
    boolean queries,
    int patients,
    Jvm jvm) {
  /** Events/s: enough to have all compiled that is hot. */
  static final int WARMUP_RATE = 20_000;

  static final int SMALL_RATE = 1_000;

  private static final List<Integer> RATES = List.of(SMALL_RATE, 10_000);

  /** A full minute, when windows settle, is in each measurement. */
  static Plan full(Objective limit, int patients, Jvm jvm) {
    return new Plan(RATES, 60, 30, limit, true, patients, jvm);
  }

  static Plan quick(Objective limit, int patients, Jvm jvm) {
    return new Plan(RATES, 10, 10, limit, true, patients, jvm);
  }

  static Plan smoke(Jvm jvm) {
    return new Plan(List.of(500), 3, 0, null, true, 100, jvm);
  }

  boolean findLimit() {
    return limit != null;
  }

  /** In words; the flags are said elsewhere. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%,d patients, events/s %s, %d s each after %d s of warm-up, limits %s%s%s",
        patients,
        rates,
        seconds,
        warmupSeconds,
        findLimit() ? "for " : "not searched",
        findLimit() ? limit.text() : "",
        queries ? "" : ", no queries");
  }

  /** At these rates alone. */
  Plan only(List<Integer> otherRates) {
    return new Plan(otherRates, seconds, warmupSeconds, null, queries, patients, jvm);
  }

  Plan lasting(int otherSeconds) {
    return new Plan(rates, otherSeconds, warmupSeconds, limit, queries, patients, jvm);
  }

  Plan withWarmup(int otherSeconds) {
    return new Plan(rates, seconds, otherSeconds, limit, queries, patients, jvm);
  }

  Plan withoutQueries() {
    return new Plan(rates, seconds, warmupSeconds, limit, false, patients, jvm);
  }
}
