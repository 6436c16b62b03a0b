package io.vitalgrid.pipeline.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * End-to-end latencies for Prometheus, from the histogram that table {@code members} has: so an
 * event's latency is recorded once. Up to a second old, the publisher's interval.
 */
final class LatencyCollector implements Collector {
  private static final String NAME = "vitalgrid_end_to_end_latency_seconds";

  private final Latencies latencies;
  private final List<Duration> buckets;

  /**
   * It counts whole ms, so a bucket below one has what took less than one.
   *
   * @param buckets upper bounds, ascending
   */
  LatencyCollector(Latencies latencies, List<Duration> buckets) {
    this.latencies = latencies;
    this.buckets = List.copyOf(buckets);
  }

  @Override
  public HistogramSnapshot collect() {
    Histogram total = latencies.total();
    return HistogramSnapshot.builder()
        .name(NAME)
        .help("From when an event was meant to be sent to when its prediction was visible")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(counts(total))
                .sum(total.getMean() * total.getTotalCount() / 1e3)
                .build())
        .build();
  }

  private ClassicHistogramBuckets counts(Histogram total) {
    ClassicHistogramBuckets.Builder counts = ClassicHistogramBuckets.builder();
    long below = 0;
    for (Duration bucket : buckets) {
      long upTo = total.getCountBetweenValues(0, bucket.toMillis());
      counts.bucket(bucket.toNanos() / 1e9, upTo - below);
      below = upTo;
    }
    return counts.bucket(Double.POSITIVE_INFINITY, total.getTotalCount() - below).build();
  }
}
