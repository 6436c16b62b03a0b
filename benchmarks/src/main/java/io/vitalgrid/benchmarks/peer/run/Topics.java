package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of one run, made before the system starts. */
final class Topics {
  private static final int PARTITIONS = 4;
  private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
  private static final List<String> NAMES =
      List.of(PeerSettings.INPUT, PeerSettings.PREDICTIONS, PeerSettings.LATE_EVENTS);

  private Topics() {}

  static void create(String kafka) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin
          .createTopics(
              NAMES.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList())
          .all()
          .get();
      awaitLeaders(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be created", e);
    }
  }

  /** A broker knows and leads a new partition a moment after it was made. */
  private static void awaitLeaders(Admin admin) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String name : NAMES) {
      partitions(name).forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    }
    long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  /** Reads a topic from its beginning; poll for more. */
  static KafkaConsumer<byte[], byte[]> reader(String kafka, String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = partitions(topic);
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  /** All that is in a topic now. */
  static List<ConsumerRecord<byte[], byte[]>> readAll(String kafka, String topic) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = reader(kafka, topic)) {
      long end = end(consumer);
      while (read.size() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
    }
    return read;
  }

  /**
   * Waits until a topic hardly grows.
   *
   * @param perSecond records/s that do not matter
   */
  static void awaitCalm(String kafka, String topic, int perSecond, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = reader(kafka, topic)) {
      long before = Long.MIN_VALUE / 2;
      for (long now = end(consumer); now - before > perSecond; now = end(consumer)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "topic " + topic + " still grows " + timeout + " after the load ended");
        }
        before = now;
        Thread.sleep(1_000);
      }
    }
  }

  /** Records in all its partitions. */
  private static long end(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(consumer.assignment()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
