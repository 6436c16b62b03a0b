package io.vitalgrid.loadgen.schedule;

import java.time.Duration;

/**
 * The intended send times of a run, one after the other: a schedule is read once. It knows nothing
 * of the system under load, so it cannot wait for it (open loop).
 *
 * <p>{@link Arrivals} makes them: constant, ramp, Poisson, day rhythm; {@link Plan} joins them.
 */
public interface Schedule {
  /** Comes after the last event. */
  long END = Long.MAX_VALUE;

  /** Events per second. */
  int MAX_RATE = 10_000_000;

  /**
   * The next event.
   *
   * @return nanoseconds from the start of the run to the next event, never less than the one
   *     before; {@link #END} when there is none
   */
  long nextNanos();

  /** Evenly spaced events, without end. */
  static Schedule constant(int eventsPerSecond) {
    return new ConstantRate(eventsPerSecond);
  }

  /** The events that are due before {@code duration} has passed. */
  default Schedule until(Duration duration) {
    long endNanos = duration.toNanos();
    return () -> {
      long nanos = nextNanos();
      return nanos < endNanos ? nanos : END;
    };
  }
}
