package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The simplest system under load: an EARLY prediction for each vitals record, and one pause. */
final class EchoGrid implements AutoCloseable {
  private static final Pattern EVENT =
      Pattern.compile("\"device_id\":\"([^\"]+)\",\"seq\":(\\d+),");
  private static final TopicPartition INPUT = new TopicPartition("patient-data", 0);

  private final String bootstrapServers;
  private final int pauseAfter;
  private final Duration pause;
  private final Thread thread = new Thread(this::echo, "echo");
  private volatile boolean closed;

  EchoGrid(String bootstrapServers, int pauseAfter, Duration pause) throws Exception {
    this.bootstrapServers = bootstrapServers;
    this.pauseAfter = pauseAfter;
    this.pause = pause;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("patient-data", 1, (short) 1),
                  new NewTopic("predictions", 2, (short) 1)))
          .all()
          .get();
    }
    thread.start();
  }

  /** As a process of its own, which can be frozen: for the broker that the argument names. */
  public static void main(String[] args) throws Exception {
    try (EchoGrid grid = new EchoGrid(args[0], 0, Duration.ZERO)) {
      System.out.println("ready");
      grid.thread.join();
    }
  }

  private void echo() {
    int answered = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      consumer.assign(List.of(INPUT));
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofMillis(20))) {
          Matcher matcher = EVENT.matcher(new String(event.value(), UTF_8));
          if (!matcher.find()) {
            continue;
          }
          String eventId = matcher.group(1) + "/" + matcher.group(2);
          send(producer, event.key(), eventId, "EARLY");
          send(producer, event.key(), eventId, "LATE");
          if (++answered == pauseAfter) {
            Thread.sleep(pause.toMillis());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, byte[] key, String eventId, String timing) {
    String json = "{\"event_id\":\"%s\",\"timing\":\"%s\",\"news2\":3}".formatted(eventId, timing);
    Future<RecordMetadata> sent =
        producer.send(new ProducerRecord<>("predictions", key, json.getBytes(UTF_8)));
    assert sent != null;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
