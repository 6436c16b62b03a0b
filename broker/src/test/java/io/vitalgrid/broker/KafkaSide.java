package io.vitalgrid.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What Kafka's own clients see of a broker. */
record KafkaSide(String bootstrapServers) {
  private static final int CLIENT_MAX_BYTES = 16 * 1024 * 1024;

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  void send(String topic, byte[] value) throws Exception {
    try (var producer = producer()) {
      producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
    }
  }

  /** Every value in the topic, partition by partition. */
  List<byte[]> readAll(String topic) {
    List<byte[]> values = new ArrayList<>();
    try (var consumer = consumer(Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (values.size() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
      }
    }
    return values;
  }

  /** Values read as a member of a consumer group, committed; waits until {@code count} came. */
  List<byte[]> readInGroup(String topic, String group, int count) {
    List<byte[]> values = new ArrayList<>();
    try (var consumer = consumer(Map.of("group.id", group, "auto.offset.reset", "earliest"))) {
      consumer.subscribe(List.of(topic));
      while (values.size() < count) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofMillis(100))) {
          values.add(r.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "acks",
            "all",
            "max.request.size",
            CLIENT_MAX_BYTES,
            "max.block.ms",
            2_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    var config = new java.util.HashMap<String, Object>(more);
    config.put("bootstrap.servers", bootstrapServers);
    config.put("enable.auto.commit", false);
    config.put("max.partition.fetch.bytes", CLIENT_MAX_BYTES);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
