package io.vitalgrid.loadgen.schedule;

import java.util.SplittableRandom;

/** Gaps are exponential, {@code -ln(u) / rate}: a Poisson process, the arrivals of strangers. */
final class PoissonSchedule implements Schedule {
  private final double nanosPerEvent;
  private final SplittableRandom random;
  private double nanos;

  PoissonSchedule(int eventsPerSecond, long seed) {
    nanosPerEvent = 1e9 / eventsPerSecond;
    random = new SplittableRandom(seed);
  }

  @Override
  public long nextNanos() {
    nanos -= Math.log(1 - random.nextDouble()) * nanosPerEvent;
    return (long) nanos;
  }
}
