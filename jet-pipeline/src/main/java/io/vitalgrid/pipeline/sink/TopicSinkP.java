package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.pipeline.event.Rejected;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results to Kafka, at least once: a snapshot waits until all that came before it is
 * acknowledged. Not cooperative, because Kafka's producer blocks when its buffer is full.
 *
 * <pre>
 * in 0   Prediction
 * in 1   TooLate
 * in 2   Rejected
 * </pre>
 */
public final class TopicSinkP extends AbstractProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSinkP.class);

  private final TopicPolicy policy;
  private final JsonEncoder json = new JsonEncoder();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private KafkaProducer<byte[], byte[]> producer;

  public TopicSinkP(TopicPolicy policy) {
    this.policy = policy;
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
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
      send(record(item));
    }
  }

  private ProducerRecord<byte[], byte[]> record(Object item) {
    if (item instanceof Prediction prediction) {
      return record(
          policy.predictions(), prediction.pane().patient().id(), json.prediction(prediction));
    }
    if (item instanceof TooLate late) {
      return record(policy.lateEvents(), late.event().patient().id(), json.tooLate(late));
    }
    return record((Rejected) item);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
  }

  /** The record as it came, headers included, with its coordinates and the reason added. */
  private ProducerRecord<byte[], byte[]> record(Rejected rejected) {
    ConsumerRecord<byte[], byte[]> from = rejected.record();
    RecordHeaders headers = new RecordHeaders(from.headers());
    headers.add("vitalgrid.reason", rejected.reason().code().getBytes(US_ASCII));
    headers.add("vitalgrid.topic", from.topic().getBytes(UTF_8));
    headers.add("vitalgrid.partition", Integer.toString(from.partition()).getBytes(US_ASCII));
    headers.add("vitalgrid.offset", Long.toString(from.offset()).getBytes(US_ASCII));
    headers.add("vitalgrid.timestamp", Long.toString(from.timestamp()).getBytes(US_ASCII));
    return new ProducerRecord<>(policy.rejected(), null, null, from.key(), from.value(), headers);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, error) -> {
          if (error instanceof RecordTooLargeException) {
            // Sending it again would fail for ever; the original is still in the input topic.
            LOG.error(
                "A record of {} bytes does not fit into topic {}: raise its max.message.bytes",
                record.value() == null ? 0 : record.value().length,
                record.topic());
          } else if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
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
    return true;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
