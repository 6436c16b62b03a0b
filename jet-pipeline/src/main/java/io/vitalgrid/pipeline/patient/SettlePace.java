package io.vitalgrid.pipeline.patient;

import java.util.concurrent.TimeUnit;

/**
 * How many patients' windows are settled when. The watermark makes those of all patients due at the
 * same moment, and what is said of them goes the way of the live predictions, which would wait. So
 * they are spread: a patient a millisecond, or as many as it takes to be done within half of the
 * slide, when the next are not due yet. Plain Java; not thread-safe.
 */
final class SettlePace {
  /** At once: together well under a millisecond. */
  static final int MOST = 32;

  /** Fewer are not worth a batch of their own. */
  private static final int LEAST = 8;

  private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long spreadNanos;
  private long eachNanos = USUAL_NANOS;

  /** Time before this has been used. */
  private long usedNanos;

  /**
   * @param slideMs from one due time of a patient to the next, in ms of event time
   * @param nowNanos {@link System#nanoTime}, as everywhere here
   */
  SettlePace(long slideMs, long nowNanos) {
    spreadNanos = TimeUnit.MILLISECONDS.toNanos(slideMs) / 2;
    usedNanos = nowNanos;
  }

  /**
   * Takes note of a watermark. As long as some are left the pace does not fall, or they would never
   * be done.
   *
   * @param patients how many are due, those of earlier watermarks among them
   */
  void due(int patients) {
    eachNanos = patients == 0 ? USUAL_NANOS : Math.min(eachNanos, spreadNanos / patients);
  }

  /**
   * Takes the time since the last portion.
   *
   * @return how many may be settled now, at most {@link #MOST}, or 0
   */
  int portion(long nowNanos) {
    long since = nowNanos - usedNanos;
    if (since < LEAST * eachNanos) {
      return 0;
    }
    if (since >= MOST * eachNanos) {
      usedNanos = nowNanos;
      return MOST;
    }
    usedNanos = nowNanos - since % eachNanos;
    return (int) (since / eachNanos);
  }
}
