package io.vitalgrid.benchmarks.peer.run;

import java.time.Duration;

/**
 * The JIT compilers of a system, its broker and its load generator. On two cores they take half of
 * one for half a minute after something new begins, another rate for one, and whoever measures
 * meanwhile measures them.
 */
final class Compilers {
  private static final int CHECK_SECONDS = 5;
  private static final int MOST_CHECKS = 12;

  /** Of a core. */
  private static final double MOST = 0.05;

  private Compilers() {}

  /** Sends at a rate until they have hardly anything left to do, a minute at most. */
  static void awaitCalm(Child system, Load load, int rate) throws InterruptedException {
    for (int i = 0; i < MOST_CHECKS; i++) {
      Duration before = system.compileTime().plus(load.compileTime());
      load.warmUp(rate, CHECK_SECONDS);
      Duration compiling = system.compileTime().plus(load.compileTime()).minus(before);
      if (compiling.toMillis() < MOST * CHECK_SECONDS * 1_000) {
        return;
      }
    }
  }
}
