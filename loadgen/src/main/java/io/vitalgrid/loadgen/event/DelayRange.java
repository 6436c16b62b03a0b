package io.vitalgrid.loadgen.event;

import java.time.Duration;

/**
 * By how much events are delayed: evenly spread from {@code min} to {@code max}, both included, in
 * whole milliseconds.
 */
public record DelayRange(Duration min, Duration max) {
  /** Refuses what is no range. */
  public DelayRange {
    if (min.isNegative() || max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "delay range is " + min + " to " + max + ", must not be negative or upside down");
    }
  }

  long pickMs(double unit) {
    long minMs = min.toMillis();
    return minMs + (long) (unit * (max.toMillis() - minMs + 1));
  }
}
