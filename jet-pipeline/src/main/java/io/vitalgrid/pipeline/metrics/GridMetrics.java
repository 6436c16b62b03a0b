package io.vitalgrid.pipeline.metrics;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.Times;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * What one member counts and measures: counters, latencies and the watermark. Processors find it
 * through the Hazelcast instance's user context; it lives as long as the member, through every
 * restart of the job.
 */
public final class GridMetrics {
  private static final String KEY = "vitalgrid.metrics";

  private final List<Tally> open = new CopyOnWriteArrayList<>();
  private final Tally closed = new Tally();
  private final AtomicLong watermarkMs = new AtomicLong(Times.NONE);
  private final AtomicLong kafkaAwayNanos = new AtomicLong();
  private final Latencies latencies = new Latencies();
  private final LongAccumulator longestBarrierNanos = new LongAccumulator(Math::max, 0);
  private final LongAccumulator longestFlushNanos = new LongAccumulator(Math::max, 0);
  private final Meters meters = Meters.of(this);

  /** Makes these the metrics of a member that is about to start. */
  public void attachTo(Config config) {
    config.getUserContext().put(KEY, this);
  }

  /** The metrics of a running member. */
  public static GridMetrics of(HazelcastInstance member) {
    return (GridMetrics) member.getUserContext().get(KEY);
  }

  /** The same numbers as Prometheus sees them. */
  public Meters meters() {
    return meters;
  }

  /** Counters for one processor. */
  public Tally openTally() {
    Tally tally = new Tally();
    open.add(tally);
    return tally;
  }

  /** Keeps what the processor counted when it goes. */
  public synchronized void closeTally(Tally tally) {
    if (open.remove(tally)) {
      for (int i = 0; i < Counter.COUNT; i++) {
        closed.add(Counter.of(i), tally.get(Counter.of(i)));
      }
    }
  }

  /** Since this member started. */
  public synchronized long count(Counter counter) {
    long sum = closed.get(counter);
    for (Tally tally : open) {
      sum += tally.get(counter);
    }
    return sum;
  }

  /** Every count since this member started, in the order of {@link Counter}. */
  public long[] counts() {
    long[] counts = new long[Counter.COUNT];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(Counter.of(i));
    }
    return counts;
  }

  public void observeWatermark(long newWatermarkMs) {
    watermarkMs.accumulateAndGet(newWatermarkMs, Math::max);
  }

  /** How long the input topic's Kafka has not answered; 0 while it does. */
  public void observeKafkaAway(long nanos) {
    kafkaAwayNanos.set(nanos);
  }

  /** As last observed. */
  public long kafkaAwayNanos() {
    return kafkaAwayNanos.get();
  }

  /** The highest watermark of this member's lanes, epoch ms, or {@link Times#NONE}. */
  public long watermarkMs() {
    return watermarkMs.get();
  }

  /** So many predictions became visible, so long after their events were meant to be sent. */
  public void recordEndToEnd(long latencyMs, int predictions) {
    latencies.record(latencyMs, predictions);
  }

  /** One micro-batch went through the model. */
  public void recordInference(long nanos) {
    meters.inference(nanos);
  }

  /** A lane of patients stood still for a snapshot. */
  public void recordBarrier(long nanos) {
    longestBarrierNanos.accumulate(nanos);
    meters.barrier(nanos);
  }

  /** A sink stood still at a barrier, until the maps had what came before it. */
  public void recordFlush(long nanos) {
    longestFlushNanos.accumulate(nanos);
    meters.flush(nanos);
  }

  /** The longest that a lane of patients stood still for a snapshot since the last call. */
  public long takeLongestBarrierNanos() {
    return longestBarrierNanos.getThenReset();
  }

  /** The longest that a sink stood still at a barrier since the last call. */
  public long takeLongestFlushNanos() {
    return longestFlushNanos.getThenReset();
  }

  /** End-to-end latencies, of the last second and since the member started. */
  public Latencies latencies() {
    return latencies;
  }
}
