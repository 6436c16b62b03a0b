package io.vitalgrid.benchmarks.peer.run;

import static io.vitalgrid.benchmarks.peer.job.PeerSettings.SIZE_MS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.window.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Whether predictions are right: for each event of the input topic, in its order, the patient's
 * newest window is made anew from the list of events, scored by itself, and compared with the EARLY
 * prediction that names the event. Events before the newest window are left out.
 */
final class Rightness {
  private static final double TOLERANCE = 1e-6;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** What a prediction must say, or says. */
  private record Said(long endMs, double risk, int news2) {
    boolean matches(Said other) {
      return endMs == other.endMs
          && news2 == other.news2
          && (Double.isNaN(risk)
              ? Double.isNaN(other.risk)
              : Math.abs(risk - other.risk) <= TOLERANCE);
    }
  }

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

  private final Map<String, Said> expected = new HashMap<>();
  private final String kafka;

  Rightness(String kafka, byte[] model) {
    this.kafka = kafka;
    try (Model scorer = new Model(model)) {
      expect(scorer);
    }
  }

  private static final class Patient {
    final List<BedEvent> events = new ArrayList<>();
    float[] facts;
    long highestMs = Long.MIN_VALUE;
  }

  private void expect(Model scorer) {
    BedEvent.Parser parser = new BedEvent.Parser();
    Map<String, Patient> patients = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : Topics.readAll(kafka, PeerSettings.INPUT)) {
      BedEvent event =
          parser.parse(record.value(), record.partition(), record.offset(), record.timestamp());
      Patient patient = patients.computeIfAbsent(event.patientId, id -> new Patient());
      if (event.kind == BedEvent.ADMISSION) {
        patient.facts = event.facts;
      } else {
        expect(event, patient, scorer);
      }
    }
  }

  private void expect(BedEvent event, Patient patient, Model scorer) {
    patient.events.add(event);
    patient.highestMs = Math.max(patient.highestMs, event.timeMs);
    long endMs = BedEvent.newestEndMs(patient.highestMs);
    if (event.timeMs < endMs - SIZE_MS) {
      return;
    }
    Stats stats = new Stats();
    for (BedEvent each : patient.events) {
      if (each.timeMs >= endMs - SIZE_MS && each.timeMs < endMs) {
        each.facts = patient.facts;
        stats.add(each);
      }
    }
    Prediction made = new Prediction(event.patientId, Timing.EARLY, endMs, stats);
    scorer.score(List.of(made));
    expected.put(
        event.deviceId + "/" + event.seq,
        new Said(endMs, made.risk, made.news2 == News2.NONE ? -1 : News2.total(made.news2)));
  }

  /** Waits for the predictions and compares them. */
  Verdict judge(Child system) throws IOException {
    Map<String, Said> open = new HashMap<>(expected);
    int wrong = 0;
    long firstMs = 0;
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = Topics.reader(kafka, PeerSettings.PREDICTIONS)) {
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        system.requireAlive();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          firstMs = firstMs == 0 ? System.currentTimeMillis() : firstMs;
          Map<String, String> fields = fields(record.value());
          if ("EARLY".equals(fields.get("timing"))) {
            Said right = open.remove(fields.get("event_id"));
            wrong += right == null || right.matches(said(fields)) ? 0 : 1;
          }
        }
      }
    }
    return new Verdict(expected.size(), open.size(), wrong, firstMs);
  }

  private static Said said(Map<String, String> fields) {
    String risk = fields.get("risk");
    String news2 = fields.get("news2");
    return new Said(
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
