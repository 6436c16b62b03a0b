package io.vitalgrid.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.pipeline.TestKafka;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicWriterTest {
  @Test
  void when_aTopicWasPrepared_then_itsFirstRecordDoesNotWait() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      kafka.createTopic("alerts", 1);
      Unacknowledged unacknowledged = new Unacknowledged();
      TopicWriter writer = new TopicWriter(producer, unacknowledged, 1000);

      writer.prepare("alerts");
      Thread.sleep(2_000); // nothing but what it has asked for happens meanwhile
      writer.write(new ProducerRecord<>("alerts", new byte[2], new byte[3]));

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(unacknowledged.records()).isEmpty());
    }
  }
}
