package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The events by which systems are checked: 13 min of event time sent at once, so that windows of 5
 * min slide; 10 % out of order, 3 % late (3 to 4 min), 2 % too late (11 to 12 min). The same seed
 * gives the same events. What NEWS2 needs is in each, as systems differ in what they carry over.
 */
final class CheckStream {
  static final int EVENTS = 2_000;
  static final Duration SPAN = Duration.ofMinutes(13);
  private static final int PATIENTS = 32;
  private static final int NEVER_ADMITTED = 2;
  private static final double MINUTE_MS = 60_000;

  private final Random random;
  private final long beginMs;
  private final List<Message> messages = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private final long[] numbers = new long[PATIENTS];

  /** A record of the input topic. */
  record Message(String patientId, String json) {}

  private CheckStream(long seed, long beginMs) {
    this.random = new Random(seed);
    this.beginMs = beginMs;
  }

  static List<Message> of(long seed, long beginMs) {
    CheckStream stream = new CheckStream(seed, beginMs);
    for (int patient = NEVER_ADMITTED; patient < PATIENTS; patient++) {
      stream.admit(patient);
    }
    for (int i = 0; i < EVENTS; i++) {
      stream.vitals(beginMs + SPAN.toMillis() * i / EVENTS);
    }
    return stream.messages;
  }

  static void send(String kafka) throws InterruptedException {
    long beginMs = System.currentTimeMillis() - SPAN.toMillis();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", kafka,
                "linger.ms", "5",
                "enable.idempotence", "false",
                "max.in.flight.requests.per.connection", "1"),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Message message : of(1, beginMs)) {
        sent.add(
            producer.send(
                new ProducerRecord<>(PeerSettings.INPUT, message.patientId(), message.json())));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an event of the check was not sent", e.getCause());
    }
  }

  private void admit(int patient) {
    messages.add(
        new Message(
            id(patient),
            String.format(
                Locale.ROOT,
                "{\"type\":\"admission\",\"patient_id\":\"%s\",\"event_time\":%d,\"age\":%d,"
                    + "\"gender\":\"%s\",\"blood_pressure\":\"%d/72\",\"cholesterol\":%d,"
                    + "\"bmi\":%.1f,\"diabetes\":\"%s\",\"hypertension\":\"No\","
                    + "\"medication_count\":%d,\"length_of_stay\":%d,"
                    + "\"discharge_destination\":\"Home\"}",
                id(patient),
                beginMs,
                30 + random.nextInt(60),
                random.nextBoolean() ? "Female" : "Male",
                110 + random.nextInt(50),
                160 + random.nextInt(120),
                20 + random.nextInt(150) / 10.0,
                random.nextBoolean() ? "Yes" : "No",
                random.nextInt(10),
                1 + random.nextInt(9))));
  }

  private void vitals(long nowMs) {
    int patient = random.nextInt(PATIENTS);
    long timeMs = nowMs - delayMs();
    while (!used.add(patient + "/" + timeMs)) {
      timeMs--;
    }
    double phase = timeMs / (3 * MINUTE_MS) + patient;
    StringBuilder json = new StringBuilder(300);
    json.append("{\"type\":\"vitals\",\"patient_id\":\"").append(id(patient));
    json.append("\",\"device_id\":\"D-").append(id(patient));
    json.append("\",\"seq\":").append(numbers[patient]++);
    json.append(",\"event_time\":").append(timeMs);
    json.append(",\"heart_rate\":").append(75 + wave(phase, 30));
    json.append(",\"respiratory_rate\":").append(16 + wave(phase, 6));
    json.append(",\"spo2\":").append(95 + wave(phase, 3));
    json.append(",\"temperature\":").append(37 + wave(phase, 10) / 10.0);
    json.append(",\"systolic_bp\":").append(125 + wave(phase, 35));
    if (random.nextInt(5) > 0) {
      json.append(",\"diastolic_bp\":").append(75 + wave(phase, 20));
    }
    json.append(",\"supplemental_oxygen\":").append(random.nextInt(8) == 0);
    json.append(",\"consciousness\":\"A\"}");
    messages.add(new Message(id(patient), json.toString()));
  }

  private long delayMs() {
    int kind = random.nextInt(100);
    double minutes = random.nextDouble();
    if (kind < 2) {
      return (long) ((11 + minutes) * MINUTE_MS);
    }
    if (kind < 5) {
      return (long) ((3 + minutes) * MINUTE_MS);
    }
    return kind < 15 ? (long) (1.5 * minutes * MINUTE_MS) : 0;
  }

  private int wave(double phase, int height) {
    return (int) Math.round(height * (0.8 * Math.sin(phase) + 0.2 * random.nextDouble()));
  }

  private static String id(int patient) {
    return String.format(Locale.ROOT, "CHECK-%02d", patient);
  }
}
