package io.vitalgrid.loadgen.schedule;

import java.util.function.BooleanSupplier;

/**
 * Releases the events of a schedule when they are due. Who comes late gets the overdue events at
 * once, each with its own intended time: a pause of the caller delays sending but never moves the
 * schedule.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class Pacer {
  private static final long MAX_SLEEP_NANOS = 50_000_000; // so that a stop is seen soon

  private final Schedule schedule;
  private final Ticker ticker;
  private final BooleanSupplier stopped;
  private final long startNanos;
  private long lagNanos;

  /**
   * Paces one run.
   *
   * @param startNanos the run's start on the ticker
   * @param stopped ends the schedule early
   */
  public Pacer(Schedule schedule, Ticker ticker, long startNanos, BooleanSupplier stopped) {
    this.schedule = schedule;
    this.ticker = ticker;
    this.startNanos = startNanos;
    this.stopped = stopped;
  }

  /**
   * Waits until the next event is due.
   *
   * @return its intended send time in nanoseconds after the start, or {@link Schedule#END}
   */
  public long awaitNext() {
    long intendedNanos = schedule.nextNanos();
    if (intendedNanos == Schedule.END) {
      return Schedule.END;
    }
    long dueNanos = startNanos + intendedNanos;
    while (!stopped.getAsBoolean()) {
      lagNanos = ticker.nanos() - dueNanos;
      if (lagNanos >= 0) {
        return intendedNanos;
      }
      ticker.sleep(Math.min(-lagNanos, MAX_SLEEP_NANOS));
    }
    return Schedule.END;
  }

  /** How long after its intended send time the last event was released. */
  public long lagNanos() {
    return lagNanos;
  }
}
