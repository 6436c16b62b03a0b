package io.vitalgrid.pipeline.sink;

import io.vitalgrid.pipeline.event.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes numbered batches to Kafka, each once, however often it is given.
 *
 * <p>A batch is one transaction, and its number is part of it: it is kept as the offset of a
 * consumer group that nobody belongs to, which Kafka commits together with the records. A new
 * writer of the same name fences off the one before, ends what that left open, and reads which
 * number came last. Used by one thread.
 */
final class BatchWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  /** Larger than this a record is rare. */
  private static final int LARGE_BYTES = 256 << 10;

  private final String name;
  private final String run;
  private final TopicPartition marker;
  private final Map<String, String> properties;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(10));
  private KafkaProducer<byte[], byte[]> producer;

  /**
   * @param name transactional id and group; one live writer a name
   * @param run within which numbers grow; those of another run say nothing
   * @param topic any that exists: Kafka keeps offsets of existing partitions only
   */
  BatchWriter(String name, String run, String topic, Map<String, String> properties) {
    this.name = name;
    this.run = run;
    marker = new TopicPartition(topic, 0);
    this.properties = properties;
  }

  /**
   * Tries to write the batch, unless Kafka has it already. Blocks for as long as Kafka's {@code
   * max.block.ms} at most.
   *
   * @return whether Kafka has it; if not, call again
   */
  boolean write(Outbox batch) {
    if (batch.records().isEmpty()) {
      return true;
    }
    if (!backoff.isTime(System.nanoTime())) {
      return false;
    }
    try {
      if (producer != null || !isWritten(open(), batch.number())) {
        commit(batch);
      }
    } catch (KafkaException e) {
      // Whether it was committed is not known now; the next producer will see.
      close();
      Duration pause = backoff.failed(System.nanoTime());
      LOG.warn(
          "{} results for Kafka's topics wait, next try in {} ms: {}",
          batch.records().size(),
          pause.toMillis(),
          e.toString());
      return false;
    }
    if (backoff.failures() > 0) {
      LOG.info("Results are in Kafka's topics after {} more tries", backoff.failures());
      backoff.succeeded();
    }
    return true;
  }

  /** Fences off whoever wrote under this name before. */
  private KafkaProducer<byte[], byte[]> open() {
    Map<String, Object> config = new HashMap<>(properties);
    config.put("transactional.id", name);
    KafkaProducer<byte[], byte[]> opened =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer = opened;
    opened.initTransactions();
    return opened;
  }

  /** Asked after {@link #open}, when no transaction of this name is open any more. */
  private boolean isWritten(KafkaProducer<byte[], byte[]> opened, long number) {
    assert opened == producer;
    try (Admin admin = Admin.create(new HashMap<>(properties))) {
      OffsetAndMetadata last =
          admin
              .listConsumerGroupOffsets(
                  name, new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata()
              .get()
              .get(marker);
      return last != null && last.metadata().equals(run) && last.offset() >= number;
    } catch (ExecutionException e) {
      throw new KafkaException("the number of the last batch cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private void commit(Outbox batch) {
    AtomicReference<ProducerRecord<byte[], byte[]>> tooLarge = new AtomicReference<>();
    producer.beginTransaction();
    try {
      for (ProducerRecord<byte[], byte[]> record : batch.records()) {
        sendApart(record, tooLarge);
      }
      producer.sendOffsetsToTransaction(
          Map.of(marker, new OffsetAndMetadata(batch.number(), run)),
          new ConsumerGroupMetadata(name));
      producer.commitTransaction();
    } catch (KafkaException e) {
      ProducerRecord<byte[], byte[]> refused = tooLarge.get();
      if (refused != null) {
        // Sending it again would fail for ever; the original is still in the input topic.
        Unacknowledged.sayTooLarge(refused);
        batch.records().remove(refused);
      }
      throw e;
    }
  }

  /**
   * A large record goes in a Kafka batch of its own: one that is too large for its topic and shares
   * a batch is split off and joined again by Kafka's client without end.
   */
  private void sendApart(
      ProducerRecord<byte[], byte[]> record,
      AtomicReference<ProducerRecord<byte[], byte[]>> tooLarge) {
    boolean large = record.value() != null && record.value().length > LARGE_BYTES;
    if (large) {
      producer.flush();
    }
    send(record, tooLarge);
    if (large) {
      producer.flush();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // commitTransaction throws what any of them met
  private void send(
      ProducerRecord<byte[], byte[]> record,
      AtomicReference<ProducerRecord<byte[], byte[]>> tooLarge) {
    producer.send(
        record,
        (metadata, error) -> {
          if (error instanceof RecordTooLargeException) {
            tooLarge.compareAndSet(null, record);
          }
        });
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }
}
