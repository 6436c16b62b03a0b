package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.pipeline.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Against a real broker, as a consumer that reads only what is committed sees it. */
@Timeout(120)
class BatchWriterTest {
  private static EmbeddedBroker broker;
  private static TestKafka kafka;

  private final List<BatchWriter> open = new ArrayList<>();
  private String topic;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    kafka.createTopic(topic, 2);
  }

  @AfterEach
  void closeWriters() {
    open.forEach(BatchWriter::close);
  }

  private static Map<String, String> properties() {
    return Map.of(
        "bootstrap.servers",
        broker.bootstrapServers(),
        "max.block.ms",
        "5000",
        "max.request.size",
        Integer.toString(64 << 20));
  }

  private BatchWriter writer(String run) {
    BatchWriter writer = new BatchWriter("writer-of-" + topic, run, topic, properties());
    open.add(writer);
    return writer;
  }

  private Outbox batch(long number, String... values) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String value : values) {
      records.add(
          new ProducerRecord<>(topic, value.getBytes(UTF_8), (value + "!").getBytes(UTF_8)));
    }
    return new Outbox(0, number, records);
  }

  private static void write(BatchWriter writer, Outbox batch) {
    await().atMost(Duration.ofSeconds(60)).until(() -> writer.write(batch));
  }

  private List<String> committed() {
    return kafka.readAll(topic).stream()
        .map(record -> new String(record.key(), UTF_8))
        .sorted()
        .toList();
  }

  @Test
  void when_batchComesAgainAfterARestart_then_itIsThereOnce() {
    write(writer("run"), batch(1, "a", "b"));

    BatchWriter restarted = writer("run");
    write(restarted, batch(1, "a", "b"));
    write(restarted, batch(2, "c"));

    assertThat(committed()).containsExactly("a", "b", "c");
  }

  @Test
  void when_numberIsOfAnotherRun_then_theBatchIsNew() {
    write(writer("run of a grid that is gone"), batch(70, "a"));

    write(writer("run"), batch(1, "b"));

    assertThat(committed()).containsExactly("a", "b");
  }

  /** A member that was given up, and wakes after another has taken over its work. */
  @Test
  void when_theWriterBeforeComesBack_then_whatItStillHadIsThereOnce() {
    BatchWriter first = writer("run");
    write(first, batch(1, "a"));
    BatchWriter second = writer("run");
    write(second, batch(2, "b"));

    write(first, batch(2, "b"));
    write(second, batch(3, "c"));

    assertThat(committed()).containsExactly("a", "b", "c");
  }

  @Test
  void when_aTransactionOfItsNameIsOpen_then_itIsEnded_andReadersGoOn() {
    Map<String, Object> config = new HashMap<>(properties());
    config.put("transactional.id", "writer-of-" + topic);
    config.put("transaction.timeout.ms", "600000");
    try (KafkaProducer<byte[], byte[]> crashed =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      crashed.initTransactions();
      crashed.beginTransaction();
      assertThat(crashed.send(batch(0, "lost").records().get(0)))
          .succeedsWithin(Duration.ofSeconds(20));

      write(writer("run"), batch(1, "a", "b"));

      assertThat(committed()).containsExactly("a", "b");
      crashed.close(Duration.ZERO);
    }
  }

  @Test
  void when_aRecordIsTooLargeForTheTopic_then_theOthersAreWrittenWithoutIt() {
    byte[] large = new byte[17 << 20];
    Arrays.fill(large, (byte) 'x');
    Outbox batch = batch(1, "a", "b");
    batch.records().add(1, new ProducerRecord<>(topic, "large".getBytes(UTF_8), large));

    write(writer("run"), batch);

    assertThat(committed()).containsExactly("a", "b");
  }
}
