package io.vitalgrid.pipeline.event;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source processor's share of the input topic, through everything that becomes of a topic while
 * it is read. Partition p belongs to the processor with the global index p modulo their number.
 *
 * <pre>
 * partitions added          those that are ours are read from their beginning
 * created anew              read from its beginning; offsets of the old one mean nothing
 * gone                      waits; the old offsets are kept until it is created anew
 * retention overtook us     goes on at the first record that is left; what is lost is counted
 * shorter than what we read (Kafka lost records) goes on where it ended then
 * </pre>
 *
 * <p>The last two look alike to the consumer, and like a topic that was created anew a moment ago.
 * So a partition whose offset Kafka refuses is paused until it is known which topic this is.
 */
final class InputPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(InputPartitions.class);

  /** A broker may know of a new incarnation a little later than the one that refused. */
  private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(3);

  /**
   * Where a partition was read to.
   *
   * @param topicId incarnation of the topic
   * @param offset the next to read
   * @param highestMs highest event time read
   */
  record Mark(long topicId, long offset, long highestMs) {}

  /**
   * Kafka does not read on where a partition was read to.
   *
   * @param partedAt where its log is not the one that was read, if the consumer knows
   */
  private record Refusal(long atNanos, long partedAt) {}

  private final String name;
  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final InputTopic topic;
  private final LogBounds bounds;
  private final PartitionWatermarks watermarks;
  private final LongConsumer lost;
  private final int index;
  private final int parallelism;
  private final Map<Integer, Mark> restored = new HashMap<>();
  private final List<TopicPartition> assigned = new ArrayList<>();
  private final Set<TopicPartition> unassigned = new HashSet<>(); // ours, and not known well enough
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Refusal> refused = new HashMap<>();
  private InputTopic.Shape shape;

  /**
   * @param consumer without an {@code auto.offset.reset}
   * @param lost hears how many records are gone
   */
  InputPartitions(
      String name,
      KafkaConsumer<ByteBuffer, ByteBuffer> consumer,
      InputTopic topic,
      LogBounds bounds,
      PartitionWatermarks watermarks,
      LongConsumer lost,
      int index,
      int parallelism) {
    this.name = name;
    this.consumer = consumer;
    this.topic = topic;
    this.bounds = bounds;
    this.watermarks = watermarks;
    this.lost = lost;
    this.index = index;
    this.parallelism = parallelism;
  }

  /** Takes back a mark of before a restart, if the partition is ours now. */
  void restore(int partition, Mark mark) {
    if (partition % parallelism == index) {
      restored.put(partition, mark);
    }
  }

  /** Whether the topic has been seen yet. */
  boolean isKnown() {
    return shape != null;
  }

  /** Which incarnation of the topic the records are of. */
  long topicId() {
    return shape.id();
  }

  /** Those that are read. */
  List<TopicPartition> assigned() {
    return assigned;
  }

  /** The next offset to read. Never waits, as the consumer would while it looks for a leader. */
  long position(TopicPartition partition) {
    try {
      positions.put(partition, consumer.position(partition, Duration.ZERO));
    } catch (TimeoutException e) {
      // What was read last counts.
    } catch (OffsetOutOfRangeException e) {
      refuse(e);
    }
    return positions.get(partition);
  }

  /**
   * Takes on what has changed about the topic.
   *
   * @return whether it was created anew
   */
  boolean refresh() {
    InputTopic.Shape latest = topic.shape();
    boolean anew = latest != null && shape != null && latest.id() != shape.id();
    if (latest != null && !latest.equals(shape)) {
      adopt(latest);
    }
    if (!unassigned.isEmpty() || !refused.isEmpty()) {
      Set<TopicPartition> inQuestion = new HashSet<>(unassigned);
      inQuestion.addAll(refused.keySet());
      bounds.ask(inQuestion, System.nanoTime());
      start();
      goOn();
    }
    return anew;
  }

  private void adopt(InputTopic.Shape latest) {
    boolean outdated = restored.values().removeIf(mark -> mark.topicId() != latest.id());
    if (shape != null && latest.id() == shape.id()) {
      LOG.info(
          "Topic {} has {} partitions now, after {}: new ones are read from their beginning",
          name,
          latest.partitions(),
          shape.partitions());
    } else if (shape != null || outdated) {
      LOG.warn("Topic {} was created anew: it is read from its beginning", name);
      assigned.clear();
      unassigned.clear();
      refused.clear();
      bounds.clear();
      watermarks.clear();
      consumer.assign(List.of());
    }
    for (int p = index; p < latest.partitions(); p += parallelism) {
      TopicPartition partition = new TopicPartition(name, p);
      if (!assigned.contains(partition) && unassigned.add(partition)) {
        hold(partition, false);
      }
    }
    shape = latest;
  }

  /** From now on the partition holds the watermark, unless there is nothing in it. */
  private void hold(TopicPartition partition, boolean empty) {
    int p = partition.partition();
    Mark mark = restored.get(p);
    watermarks.assign(
        p, mark == null ? PartitionWatermarks.NONE : mark.highestMs(), empty, System.nanoTime());
  }

  /** Reads those of which it is known by now where they begin and end. */
  private void start() {
    List<TopicPartition> added = new ArrayList<>();
    for (TopicPartition partition : unassigned) {
      if (bounds.of(partition) != null) {
        added.add(partition);
      }
    }
    if (added.isEmpty()) {
      return;
    }
    assigned.addAll(added);
    consumer.assign(assigned);
    for (TopicPartition partition : added) {
      LogBounds.Bounds log = bounds.of(partition);
      Mark mark = restored.get(partition.partition());
      long offset =
          seek(partition, mark == null ? log.first() : mark.offset(), log.first(), log.end());
      hold(partition, offset >= log.end());
      restored.remove(partition.partition());
      unassigned.remove(partition);
      bounds.forget(partition);
    }
  }

  /**
   * Goes to an offset, or to the nearest that there is.
   *
   * @return where it went
   */
  private long seek(TopicPartition partition, long offset, long first, long end) {
    long nearest = Math.min(Math.max(offset, first), end);
    if (offset < first) {
      LOG.error(
          "Retention overtook the reader: {} records of {} from offset {} on are gone",
          first - offset,
          partition,
          offset);
      lost.accept(first - offset);
    } else if (offset > end) {
      LOG.error(
          "Kafka lost records of {}: it ended at offset {}, but was read up to {} before. Events"
              + " that get those offsets again may be taken for replayed ones",
          partition,
          end,
          offset);
    }
    consumer.seek(partition, nearest);
    positions.put(partition, nearest);
    return nearest;
  }

  /** Reads; nothing of a partition that is in doubt. */
  Iterable<ConsumerRecord<ByteBuffer, ByteBuffer>> poll(Duration timeout) {
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(timeout);
      for (TopicPartition partition : records.partitions()) {
        List<ConsumerRecord<ByteBuffer, ByteBuffer>> read = records.records(partition);
        positions.put(partition, read.get(read.size() - 1).offset() + 1);
      }
      return records;
    } catch (OffsetOutOfRangeException e) {
      refuse(e);
      return ConsumerRecords.<ByteBuffer, ByteBuffer>empty();
    }
  }

  private void refuse(OffsetOutOfRangeException e) {
    long now = System.nanoTime();
    for (TopicPartition partition : e.offsetOutOfRangePartitions().keySet()) {
      OffsetAndMetadata parted =
          e instanceof LogTruncationException truncation
              ? truncation.divergentOffsets().get(partition)
              : null;
      refused.putIfAbsent(
          partition, new Refusal(now, parted == null ? Long.MAX_VALUE : parted.offset()));
    }
    consumer.pause(refused.keySet());
  }

  /** If it is still the same topic, its log begins later, or ended earlier, than it did. */
  private void goOn() {
    for (TopicPartition partition : List.copyOf(refused.keySet())) {
      Refusal refusal = refused.get(partition);
      LogBounds.Bounds log = bounds.of(partition);
      if (log == null || !topic.isKnownSince(refusal.atNanos)) {
        continue;
      }
      long position = position(partition);
      if (position < log.first() || System.nanoTime() - refusal.atNanos >= DOUBT_NANOS) {
        long end = Math.max(log.first(), Math.min(log.end(), refusal.partedAt));
        seek(partition, position, log.first(), end);
        consumer.resume(List.of(partition));
        refused.remove(partition);
        bounds.forget(partition);
      }
    }
  }

  /** Where each partition was read to. */
  Map<Integer, Mark> marks() {
    Map<Integer, Mark> marks = new HashMap<>(restored); // not taken on again yet after a restart
    for (TopicPartition partition : assigned) {
      int p = partition.partition();
      marks.put(p, new Mark(shape.id(), position(partition), watermarks.highestMs(p)));
    }
    return marks;
  }
}
