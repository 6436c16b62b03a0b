package io.vitalgrid.pipeline.store;

import java.util.concurrent.TimeUnit;

/**
 * How long entries wait to be written together, from the start of one write to that of the next. A
 * write costs by the partitions that it touches, so several small ones cost more than a large one;
 * and the more wait, the more keys come twice, and are written once. Plain Java.
 */
final class Pace {
  /** Up to so many entries are few. */
  static final int FEW = 32;

  /** From so many on they are a crowd. */
  static final int CROWD = 256;

  /** So many do not wait any longer. */
  static final int ENOUGH = 2048;

  /** How many times as long a crowd waits at most that comes late. */
  private static final int LATEST = 64;

  private static final int LONGER = 4;
  private static final int LONGEST = 16;

  private final long nanos;

  /**
   * @param ms where there are few; four times as long where there are more, sixteen times where
   *     there is a crowd, up to 64 times where that comes late
   */
  Pace(long ms) {
    nanos = TimeUnit.MILLISECONDS.toNanos(ms);
  }

  /** From the start of the last write on, with so many entries waiting. */
  long nanos(int waiting) {
    if (waiting <= FEW || waiting >= ENOUGH) {
      return nanos;
    }
    return nanos * (waiting < CROWD ? LONGER : LONGEST);
  }

  /**
   * The same, but a crowd that comes late already waits for half as long again: to write it less
   * often gives a lane that is behind more time to catch up.
   *
   * @param lagNanos how long the newest entry has been on its way
   */
  long nanos(int waiting, long lagNanos) {
    long usual = nanos(waiting);
    return waiting < CROWD || waiting >= ENOUGH
        ? usual
        : Math.max(usual, Math.min(lagNanos / 2, longestNanos()));
  }

  long longestNanos() {
    return nanos * LATEST;
  }
}
