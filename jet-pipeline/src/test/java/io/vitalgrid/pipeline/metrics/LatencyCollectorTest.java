package io.vitalgrid.pipeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Buckets of 0.2, 5 and 30 ms. */
class LatencyCollectorTest {
  private final Latencies latencies = new Latencies();
  private final LatencyCollector collector =
      new LatencyCollector(
          latencies,
          List.of(Duration.ofNanos(200_000), Duration.ofMillis(5), Duration.ofMillis(30)));

  @Test
  void when_latenciesWereTaken_then_eachIsInItsBucket() {
    latencies.record(0, 1);
    latencies.record(1, 1);
    latencies.record(5, 2); // exactly on the bound
    latencies.record(6, 3);
    latencies.record(30, 4);
    latencies.record(31, 5);
    latencies.take();

    assertThat(counts()).containsExactly(1, 3, 7, 5);
    assertThat(point().getSum()).isCloseTo(0.304, within(0.001));
  }

  @Test
  void when_moreIntervalsEnd_then_theyAddUp() {
    latencies.record(3, 2);
    latencies.take();
    latencies.record(3, 1);
    latencies.take();

    assertThat(counts()).containsExactly(0, 3, 0, 0);
  }

  @Test
  void when_nothingWasRecorded_then_allIsZero() {
    assertThat(counts()).containsExactly(0, 0, 0, 0);
    assertThat(point().getSum()).isZero();
  }

  @Test
  void when_aClockWentBackOrADayPassed_then_itCountsAtTheEdge() {
    latencies.record(-5, 1);
    latencies.record(Duration.ofDays(3).toMillis(), 1);
    latencies.take();

    assertThat(counts()).containsExactly(1, 0, 0, 1);
  }

  private HistogramDataPointSnapshot point() {
    return collector.collect().getDataPoints().get(0);
  }

  private long[] counts() {
    var buckets = point().getClassicBuckets();
    return IntStream.range(0, buckets.size()).mapToLong(buckets::getCount).toArray();
  }
}
