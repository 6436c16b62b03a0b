package io.vitalgrid.pipeline.device;

/**
 * When a device was heard, and what gap between two records it may be expected to keep.
 *
 * <p>The expected gap is the 95 % quantile of those seen, by stochastic approximation on a
 * logarithmic scale: a longer gap raises it by 21 %, any other lowers it by 1 %, and both balance
 * where one gap in twenty is longer. So a device that sends at random is given more time than one
 * that ticks: of Poisson arrivals it is three mean gaps.
 *
 * <p>Times are those of the Kafka records, which a wrong clock of the device does not touch.
 */
final class Arrivals {
  static final long NEVER = Long.MIN_VALUE;

  private static final float UP = (float) Math.exp(0.19);
  private static final float DOWN = (float) Math.exp(-0.01);
  private static final int GAPS_TO_LEARN = 16;

  private long lastMs = NEVER;
  private float gapMs;
  private int gaps;

  void add(long atMs) {
    if (lastMs != NEVER) {
      learn(Math.max(1, atMs - lastMs));
    }
    lastMs = Math.max(lastMs, atMs);
  }

  private void learn(long gap) {
    if (gaps == 0) {
      gapMs = gap;
    } else {
      gapMs *= gap > gapMs ? UP : DOWN;
    }
    gaps = Math.min(gaps + 1, GAPS_TO_LEARN);
  }

  /** Takes over what was learned before a restart. */
  void expect(long ms) {
    if (gaps < GAPS_TO_LEARN && ms > 0) {
      gapMs = ms;
      gaps = GAPS_TO_LEARN;
    }
  }

  long lastMs() {
    return lastMs;
  }

  boolean isLearned() {
    return gaps == GAPS_TO_LEARN;
  }

  /** The longest gap to expect, in ms; 0 while it is not known. */
  long expectedGapMs() {
    return isLearned() ? (long) Math.ceil(gapMs) : 0;
  }

  /** How long it may be silent, in ms. */
  long patienceMs(DevicePolicy policy) {
    return Math.max(policy.dropOutMs(), policy.dropOutGaps() * expectedGapMs());
  }

  /** From when on the device has dropped out, if nothing comes. */
  long dueMs(DevicePolicy policy) {
    return lastMs + patienceMs(policy);
  }
}
