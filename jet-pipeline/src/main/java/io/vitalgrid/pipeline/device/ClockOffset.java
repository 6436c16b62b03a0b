package io.vitalgrid.pipeline.device;

/**
 * How far a device's clock is off: the least delay between what it says and the Kafka record's time
 * among the records of a while (8 records and 10 s at least). Delays on the way only add to single
 * records, so the least one is the clock's.
 *
 * <p>Two whiles in a row must agree: when a device sends what it kept during an outage, its delays
 * are large too, but shrink as fast as it sends; and one odd record is one while's.
 *
 * <p>Example, clock 3 s behind, every fifth record late: delays 3001, 3004, 11250, 3002 … have the
 * least 3001 in each while.
 */
final class ClockOffset {
  private static final int MIN_RECORDS = 8;
  private static final long MIN_MS = 10_000;
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private long openedMs;
  private int records;
  private int leastMs;
  private int beforeMs = UNKNOWN;
  private int offsetMs = UNKNOWN;

  void add(long recordMs, long eventMs) {
    int delayMs =
        (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, recordMs - eventMs));
    if (records == 0) {
      openedMs = recordMs;
      leastMs = delayMs;
    } else {
      leastMs = Math.min(leastMs, delayMs);
    }
    records++;
    if (records >= MIN_RECORDS && recordMs - openedMs >= MIN_MS) {
      beforeMs = offsetMs;
      offsetMs = leastMs;
      records = 0;
    }
  }

  boolean isKnown() {
    return beforeMs != UNKNOWN;
  }

  /** Positive: the clock is behind. */
  int offsetMs() {
    return offsetMs;
  }

  /** Whether it is off by more than the tolerance; once it is, it must come within half of it. */
  boolean isWrong(boolean wasWrong, long toleranceMs) {
    if (!isKnown()) {
      return wasWrong;
    }
    if (wasWrong) {
      return Math.abs((long) offsetMs) > toleranceMs / 2;
    }
    return Math.abs((long) offsetMs) > toleranceMs
        && Math.abs((long) beforeMs) > toleranceMs
        && Math.abs((long) offsetMs - beforeMs) < toleranceMs / 2;
  }
}
