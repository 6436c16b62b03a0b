package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.LoadgenException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Sends to a Kafka topic; the record's key chooses the partition. */
public final class KafkaSink implements RecordSink {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Tally tally;
  private final Callback callback;

  /** Connects, and waits until the topic is known: the first record must not have to. */
  public KafkaSink(KafkaClients clients, String topic, Tally tally) {
    this.topic = topic;
    this.tally = tally;
    callback =
        (metadata, e) -> {
          if (e == null) {
            tally.acknowledged();
          } else {
            tally.failed(e);
          }
        };
    producer = clients.producer();
    try {
      int partitions = producer.partitionsFor(topic).size();
      assert partitions > 0;
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw new LoadgenException(
          "topic " + topic + " at " + clients.bootstrapServers() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void send(byte[] key, byte[] value, long intendedMs) {
    try {
      Future<RecordMetadata> told =
          producer.send(new ProducerRecord<>(topic, null, intendedMs, key, value), callback);
      assert told != null; // the callback tells
    } catch (InterruptException e) {
      tally.failed(e); // the interrupt flag is set: the sender ends
    } catch (KafkaException e) {
      tally.failed(e);
    }
  }

  @Override
  public void close(Duration timeout) {
    producer.close(timeout);
  }
}
