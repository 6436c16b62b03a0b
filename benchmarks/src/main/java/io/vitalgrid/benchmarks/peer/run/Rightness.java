package io.vitalgrid.benchmarks.peer.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Whether a system's predictions are those of the {@link Oracle} for the events of the input topic.
 */
final class Rightness {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /**
   * The verdict.
   *
   * @param missing predictions that did not come
   * @param wrong predictions with another window, risk (by more than 1e-6) or NEWS2
   * @param firstMs when the first prediction came, epoch ms
   */
  record Verdict(int expected, int missing, int wrong, long firstMs) {
    boolean right() {
      return expected > 0 && missing == 0 && wrong == 0;
    }
  }

  private final Oracle oracle;
  private final String kafka;

  Rightness(String kafka, byte[] model) {
    this.kafka = kafka;
    BedEvent.Parser parser = new BedEvent.Parser();
    List<BedEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : Topics.readAll(kafka, PeerSettings.INPUT)) {
      events.add(
          parser.parse(record.value(), record.partition(), record.offset(), record.timestamp()));
    }
    try (Model scorer = new Model(model)) {
      oracle = new Oracle(events, scorer::score);
    }
    if (oracle.telling() < oracle.expected() / 2) {
      throw new IllegalStateException(
          "the check would not see wrong windows: with this model only "
              + oracle.telling()
              + " of "
              + oracle.expected()
              + " predictions depend on more than the newest frame, and half must");
    }
  }

  /** Waits for the predictions and compares them. */
  Verdict judge(Child system) throws IOException {
    long firstMs = 0;
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = Topics.reader(kafka, PeerSettings.PREDICTIONS)) {
      while (oracle.missing() > 0 && System.nanoTime() < deadline) {
        system.requireAlive();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          firstMs = firstMs == 0 ? System.currentTimeMillis() : firstMs;
          Map<String, String> fields = fields(record.value());
          if ("EARLY".equals(fields.get("timing"))) {
            oracle.hear(fields.get("event_id"), said(fields));
          }
        }
      }
    }
    return new Verdict(oracle.expected(), oracle.missing(), oracle.wrong(), firstMs);
  }

  private static Oracle.Answer said(Map<String, String> fields) {
    String risk = fields.get("risk");
    String news2 = fields.get("news2");
    return new Oracle.Answer(
        Long.parseLong(fields.get("window_end")),
        risk == null ? Double.NaN : Double.parseDouble(risk),
        news2 == null ? -1 : Integer.parseInt(news2));
  }

  /** Of a prediction's JSON. */
  static Map<String, String> fields(byte[] value) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(value)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        fields.put(name, json.nextToken() == JsonToken.VALUE_NULL ? null : json.getText());
      }
    }
    return fields;
  }
}
