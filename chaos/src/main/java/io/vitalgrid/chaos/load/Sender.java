package io.vitalgrid.chaos.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.verdict.Facts.Fate;
import io.vitalgrid.chaos.verdict.Facts.Send;
import io.vitalgrid.chaos.verdict.Hash;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records, and enters into the {@link Ledger} what it is told of them. */
final class Sender implements AutoCloseable {
  /** Short, so that an outage leaves sends behind of which nobody knows. */
  private static final int GIVE_UP_MS = 8_000;

  static final int MAX_RECORD_BYTES = 16_384;

  private final Ledger ledger;
  private final KafkaProducer<byte[], byte[]> producer;

  Sender(String kafka, Ledger ledger) {
    this.ledger = ledger;
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka);
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("max.request.size", MAX_RECORD_BYTES);
    properties.put("linger.ms", 5);
    properties.put("max.block.ms", 500);
    properties.put("request.timeout.ms", 3_000);
    properties.put("delivery.timeout.ms", GIVE_UP_MS);
    properties.put("reconnect.backoff.max.ms", 500);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends without waiting.
   *
   * @param timestampMs the record's, epoch ms
   * @param onEnd hears what became of it, in a thread of the producer
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  void send(String key, byte[] value, long timestampMs, Consumer<Fate> onEnd) {
    int id = ledger.begin();
    int hash = Hash.of(value);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            WindowSettings.INPUT_TOPIC, null, timestampMs, key.getBytes(UTF_8), value);
    record.headers().add(Ledger.HEADER, Integer.toString(id).getBytes(US_ASCII));
    Thread caller = Thread.currentThread();
    producer.send(
        record,
        (metadata, error) -> {
          Send send;
          if (error == null) {
            send = new Send(id, Fate.ACKNOWLEDGED, metadata.partition(), metadata.offset(), hash);
          } else {
            // Told within the call: it never left.
            boolean never = Thread.currentThread() == caller;
            send = new Send(id, never ? Fate.FAILED : Fate.UNKNOWN, -1, -1, hash);
          }
          ledger.end(send);
          onEnd.accept(send.fate());
        });
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
