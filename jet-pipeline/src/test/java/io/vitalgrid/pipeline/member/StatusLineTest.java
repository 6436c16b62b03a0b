package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.pipeline.metrics.Latencies;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static Totals totals(long atMs, long watermarkMs, int members, long... latencies) {
    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      counts.put(counter, 0L);
    }
    Histogram histogram = Latencies.empty();
    for (long ms : latencies) {
      histogram.recordValue(ms);
    }
    return new Totals(counts, histogram, watermarkMs, atMs, members);
  }

  @Test
  void when_aSecondPassed_then_ratesAndLatenciesAreOfIt_and_countsOfTheRun() {
    Totals before = totals(10_000, Times.NONE, 1, 500, 500);
    before.counts().put(Counter.RECORDS_READ, 5_000L);
    Totals now = totals(12_000, 4_900, 1, 500, 500, 2, 2, 9);
    now.counts().put(Counter.RECORDS_READ, 7_006L);
    now.counts().put(Counter.PREDICTIONS_VISIBLE, 2_000L);
    now.counts().put(Counter.LATE, 10L);
    now.counts().put(Counter.PARTLY_TOO_LATE, 2L);
    now.counts().put(Counter.TOO_LATE, 1L);
    now.counts().put(Counter.REJECTED_MISSING_FIELD, 2L);
    now.counts().put(Counter.REJECTED_UNKNOWN_TYPE, 1L);
    now.counts().put(Counter.DUPLICATE, 4L);

    assertThat(StatusLine.format(Duration.ofSeconds(12), before, now, 11_000))
        .isEqualTo(
            "12s  in 1003/s  scored 1000/s  p50 2 ms  p99 9 ms  watermark 6.1 s behind  late 12"
                + "  too late 1  rejected 3  duplicates 4");
  }

  @Test
  void when_nothingHasHappened_then_dashes() {
    Totals same = totals(10_000, Times.NONE, 2);

    assertThat(StatusLine.format(Duration.ZERO, same, same, 11_000))
        .isEqualTo(
            "0s  in -/s  scored -/s  p50 -  p99 -  watermark -  late 0  too late 0  rejected 0"
                + "  duplicates 0  members 2");
  }
}
