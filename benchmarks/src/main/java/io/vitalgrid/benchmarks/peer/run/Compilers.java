package io.vitalgrid.benchmarks.peer.run;

import java.time.Duration;

/**
 * The JIT compilers of a system, its broker and its load generator. On two cores they take half of
 * one for half a minute after something new begins, another rate for one, and whoever measures
 * meanwhile measures them.
 */
final class Compilers {
  private static final int CHECK_SECONDS = 5;
  private static final Duration MOST = Duration.ofMinutes(1);

  /** Of a core. */
  private static final double LITTLE = 0.05;

  private Compilers() {}

  /** Sends at a rate until they have hardly anything left to do, for a minute or so at most. */
  static void awaitCalm(Child system, Load load, int rate) throws InterruptedException {
    long startNanos = System.nanoTime();
    long nanos;
    Duration compiling;
    do {
      long beforeNanos = System.nanoTime();
      Duration before = system.compileTime().plus(load.compileTime());
      load.warmUp(rate, CHECK_SECONDS);
      compiling = system.compileTime().plus(load.compileTime()).minus(before);
      nanos = System.nanoTime() - beforeNanos;
    } while (compiling.toNanos() > LITTLE * nanos
        && System.nanoTime() - startNanos < MOST.toNanos());
  }
}
