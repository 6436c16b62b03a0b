package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.Times;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One line a second. Rates and latencies are of the last second, counts of the whole run. */
final class StatusLine {
  private StatusLine() {}

  static String format(Duration elapsed, Totals before, Totals now, long nowMs) {
    long overMs = now.updatedAtMs() - before.updatedAtMs();
    Histogram latency = now.latencySince(before);
    return String.format(
        Locale.ROOT,
        "%ds  in %s  scored %s  %s  watermark %s  late %d  too late %d  rejected %d"
            + "  duplicates %d%s",
        elapsed.toSeconds(),
        rate(now.since(before, Counter.RECORDS_READ), overMs),
        rate(now.since(before, Counter.PREDICTIONS_VISIBLE), overMs),
        latency(latency),
        watermark(now, nowMs),
        now.get(Counter.LATE) + now.get(Counter.PARTLY_TOO_LATE),
        now.get(Counter.TOO_LATE),
        Conservation.rejected(now.counts()),
        now.get(Counter.DUPLICATE),
        now.members() > 1 ? "  members " + now.members() : "");
  }

  private static String rate(long count, long overMs) {
    return overMs <= 0 ? "-/s" : Math.round(count * 1000.0 / overMs) + "/s";
  }

  private static String latency(Histogram ms) {
    return ms.getTotalCount() == 0
        ? "p50 -  p99 -"
        : "p50 %d ms  p99 %d ms"
            .formatted(ms.getValueAtPercentile(50), ms.getValueAtPercentile(99));
  }

  private static String watermark(Totals now, long nowMs) {
    return now.watermarkMs() == Times.NONE
        ? "-"
        : String.format(Locale.ROOT, "%.1f s behind", (nowMs - now.watermarkMs()) / 1000.0);
  }
}
