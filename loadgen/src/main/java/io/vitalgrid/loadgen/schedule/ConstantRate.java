package io.vitalgrid.loadgen.schedule;

/**
 * Event {@code i} at {@code i / rate} seconds, rounded down to the nanosecond. Each time is
 * computed from the whole seconds and the rest, so that no error adds up: at 3 events/s they are
 * due at 0, 333,333,333, 666,666,666 and 1,000,000,000 ns.
 */
final class ConstantRate implements Schedule {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final int eventsPerSecond;
  private long second;
  private int inSecond;

  ConstantRate(int eventsPerSecond) {
    if (eventsPerSecond < 1 || eventsPerSecond > MAX_RATE) {
      throw new IllegalArgumentException(
          "rate is " + eventsPerSecond + " events/s, must be 1 to " + MAX_RATE + ", such as 1000");
    }
    this.eventsPerSecond = eventsPerSecond;
  }

  @Override
  public long nextNanos() {
    long nanos = second * NANOS_PER_SECOND + inSecond * NANOS_PER_SECOND / eventsPerSecond;
    if (++inSecond == eventsPerSecond) {
      inSecond = 0;
      second++;
    }
    return nanos;
  }
}
