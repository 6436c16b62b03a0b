package io.vitalgrid.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A test's own side of a broker: it sends to the job, and reads what the job wrote. */
public final class TestKafka implements AutoCloseable {
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  public TestKafka(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                "max.request.size",
                MAX_BYTES),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      NewTopic topic =
          new NewTopic(name, partitions, (short) 1)
              .configs(Map.of("max.message.bytes", Integer.toString(MAX_BYTES)));
      admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
    }
  }

  public void deleteTopic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.deleteTopics(List.of(name)).all().get(20, TimeUnit.SECONDS);
    }
  }

  public void addPartitions(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /** Removes the records before an offset, as retention does. */
  public void deleteRecords(TopicPartition partition, long before) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /** Sends without waiting; {@link #flush} waits. */
  @SuppressWarnings("FutureReturnValueIgnored") // flushed and checked by the reader
  public void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  public void flush() {
    producer.flush();
  }

  /** How many records the topic has, marks of transactions included. */
  public long size(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return size(consumer, partitions(consumer, topic));
    }
  }

  /** Every record in the topic, partition by partition; not those of open transactions. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      // Not by number: transactions leave marks of their own in the log.
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("enable.auto.commit", false);
    config.put("isolation.level", "read_committed");
    config.put("max.partition.fetch.bytes", MAX_BYTES);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private static long size(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions).values().stream().mapToLong(n -> n).sum();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
