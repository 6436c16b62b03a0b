package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.Counter;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The whole grid's counts, all members together, those included that have left.
 *
 * @param counts of every {@link Counter}
 * @param latency end to end, ms
 * @param watermarkMs the lowest of the present members, epoch ms, or Times.NONE
 * @param updatedAtMs when the newest part was counted, epoch ms
 * @param members that are present
 */
record Totals(
    Map<Counter, Long> counts, Histogram latency, long watermarkMs, long updatedAtMs, int members) {

  long get(Counter counter) {
    return counts.get(counter);
  }

  /** What came since an earlier reading. */
  long since(Totals earlier, Counter counter) {
    return get(counter) - earlier.get(counter);
  }

  Histogram latencySince(Totals earlier) {
    Histogram latest = latency.copy();
    latest.subtract(earlier.latency);
    return latest;
  }
}
