package io.vitalgrid.pipeline.device;

/**
 * Which share of a device's numbers never came. A number is given up when 16 higher ones have come,
 * so messages may overtake each other within that. The share is an exponential mean over some 64
 * numbers: one lost number makes 1.6 %, two soon after each other 3.1 %.
 */
final class SequenceWindow {
  private static final int WAITING = 16;
  private static final float WEIGHT = 1 / 64f;

  private static final int RECOVERED = 32;

  /** A device that skips more has begun to count anew. */
  private static final long MAX_STEP = 1000;

  private static final long NONE = -1;

  private long highest = NONE;

  /** Bit i: whether {@code highest - i} came. */
  private int came;

  private float lost;

  /** Numbers given up or settled since the last one that was lost. */
  private int intact;

  void add(long seq) {
    long step = seq - highest;
    if (highest == NONE || step > MAX_STEP || step < -MAX_STEP) {
      highest = seq;
      came = -1; // what was before nobody knows
    } else if (step > 0) {
      advance((int) step);
      highest = seq;
    } else if (step > -WAITING) {
      came |= 1 << (int) -step;
    }
  }

  private void advance(int step) {
    for (int i = 0; i < step; i++) {
      boolean gone = (came & 1 << (WAITING - 1)) == 0;
      lost += ((gone ? 1 : 0) - lost) * WEIGHT;
      intact = gone ? 0 : Math.min(intact + 1, RECOVERED);
      came <<= 1;
    }
    came |= 1;
  }

  /** 0 to 1. */
  double lostShare() {
    return lost;
  }

  /** Whether more than that share is lost; once it is, 32 numbers in a row must have come. */
  boolean isLosing(boolean wasLosing, double share) {
    if (wasLosing && intact == RECOVERED) {
      lost = 0;
    }
    return wasLosing ? lost > 0 : lost > share;
  }
}
