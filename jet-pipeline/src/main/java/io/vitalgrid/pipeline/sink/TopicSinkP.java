package io.vitalgrid.pipeline.sink;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results to Kafka, at least once: a snapshot waits until all that came before it is
 * acknowledged. Not cooperative, because Kafka's producer blocks when its buffer is full.
 *
 * <p>A member that was frozen may have been replaced: then it sends nothing more ({@link Lease}).
 *
 * <pre>
 * in 0   Prediction
 * in 1   TooLate
 * in 2   Rejected
 * in 3   AlertChange
 * in 4   DeviceChange
 * </pre>
 */
public final class TopicSinkP extends AbstractProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSinkP.class);

  private final TopicPolicy policy;
  private final TopicRecords records;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private Lease lease;
  private KafkaProducer<byte[], byte[]> producer;

  public TopicSinkP(TopicPolicy policy) {
    this.policy = policy;
    records = new TopicRecords(policy);
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
    lease = new Lease(Duration.ofMillis(policy.leaseMs()), System::nanoTime);
    producer =
        new KafkaProducer<>(
            new HashMap<>(policy.producerProperties()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    failIfFailed();
    for (Object item; (item = inbox.poll()) != null; ) {
      lease.check();
      send(records.of(item));
      lease.renew(); // it waits while Kafka is away and the buffer is full
    }
  }

  @Override
  public boolean tryProcess() {
    lease.check();
    return true;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, error) -> {
          if (error instanceof RecordTooLargeException) {
            // Sending it again would fail for ever; the original is still in the input topic.
            sayTooLarge(record);
          } else if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  static void sayTooLarge(ProducerRecord<byte[], byte[]> record) {
    LOG.error(
        "A record of {} bytes does not fit into topic {}: raise its max.message.bytes",
        record.value() == null ? 0 : record.value().length,
        record.topic());
  }

  private void failIfFailed() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(
          "Kafka refused a record for good; the job restarts from its last snapshot", failed);
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    producer.flush();
    lease.renew();
    return true;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
