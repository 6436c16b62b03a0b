package io.vitalgrid.pipeline.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out whether a silent partition has nothing more, by asking Kafka again and again for as
 * long as it is silent: only so is it known that Kafka was there all the time. Where there is more,
 * it is read first: if all of it is refused, that was silence, too.
 */
final class SilenceCheck implements PartitionEnds.Listener {
  private static final long LONGEST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Answers are looked at between polls only. */
  private static final long SHORTEST_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long MOST_SELDOM_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InputPartitions partitions;
  private final PartitionWatermarks watermarks;
  private final PartitionEnds ends;
  private final long askEveryNanos;
  private final Map<TopicPartition, Unread> unread = new HashMap<>();
  private long askAtNanos = System.nanoTime();

  /** What Kafka had beyond what was read when it was asked. */
  private record Unread(long end, long askedNanos) {}

  SilenceCheck(
      IngestPolicy policy,
      Admin admin,
      InputPartitions partitions,
      PartitionWatermarks watermarks) {
    this.partitions = partitions;
    this.watermarks = watermarks;
    long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(policy.idleTimeoutMs());
    askEveryNanos = Math.min(timeoutNanos / 4, MOST_SELDOM_NANOS);
    long patienceNanos = Math.max(timeoutNanos / 2, SHORTEST_PATIENCE_NANOS);
    ends = new PartitionEnds(policy, admin, Math.min(patienceNanos, LONGEST_PATIENCE_NANOS));
  }

  /** Takes the answers that have come, and asks again when it is time. */
  void check(long nowNanos) {
    ends.take(this, nowNanos);
    unread.entrySet().removeIf(entry -> isRead(entry.getKey(), entry.getValue()));
    if (nowNanos - askAtNanos < 0) {
      return;
    }
    askAtNanos = nowNanos + askEveryNanos;
    List<TopicPartition> silent = new ArrayList<>();
    for (TopicPartition partition : partitions.assigned()) {
      if (watermarks.isSilent(partition.partition(), nowNanos, askEveryNanos)) {
        silent.add(partition);
      }
    }
    ends.ask(silent, nowNanos);
  }

  private boolean isRead(TopicPartition partition, Unread more) {
    if (partitions.position(partition) < more.end) {
      return false;
    }
    watermarks.confirmSilence(partition.partition(), more.askedNanos);
    return true;
  }

  /** The topic is another now: what was asked of the one before means nothing. */
  void forget() {
    ends.clear();
    unread.clear();
  }

  @Override
  public void end(TopicPartition partition, long offset, long askedNanos) {
    unread.put(partition, new Unread(offset, askedNanos)); // perhaps it is read already
  }

  @Override
  public void unknown(TopicPartition partition) {
    watermarks.restartSilence(partition.partition(), System.nanoTime());
  }
}
