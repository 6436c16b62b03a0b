package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long until a query sees the prediction of an event, seen from outside: twenty patients of its
 * own send an event each second, beside whatever load there is, and each is asked about every
 * millisecond until its answer is there. Which events are asked about does not hang on the answers.
 */
final class Visibility implements AutoCloseable {
  private static final int PATIENTS = 20;
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1) / PATIENTS;
  private static final long ASK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** An event on its way. */
  private record Sample(int patient, long seq, long dueNanos) {}

  private final Table table;
  private final KafkaProducer<String, String> producer;
  private final Histogram micros = new Histogram(3);
  private final Thread thread = new Thread(this::run, "visibility");
  private final long measureFromNanos;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  /**
   * Begins to send and to ask.
   *
   * @param warmupSeconds what comes so early does not count
   */
  Visibility(String kafka, Table table, int warmupSeconds) {
    this.table = table;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "linger.ms", "0"),
            new StringSerializer(),
            new StringSerializer());
    measureFromNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmupSeconds);
    thread.setUncaughtExceptionHandler((any, error) -> failure = new IllegalStateException(error));
    thread.start();
  }

  private void run() {
    Deque<Sample> open = new ArrayDeque<>();
    for (int patient = 0; patient < PATIENTS; patient++) {
      send(patient, admission(patient));
    }
    long seq = System.currentTimeMillis(); // from run to run: a number twice is a duplicate
    long dueNanos = System.nanoTime() + EVERY_NANOS;
    while (!closed) {
      if (System.nanoTime() - dueNanos >= 0) {
        int patient = (int) (seq % PATIENTS);
        send(patient, vitals(patient, seq));
        open.add(new Sample(patient, seq++, dueNanos));
        dueNanos += EVERY_NANOS;
      }
      open.removeIf(this::isDone);
      LockSupport.parkNanos(ASK_EVERY_NANOS);
    }
    open.forEach(this::record); // at least so long
  }

  private boolean isDone(Sample sample) {
    boolean done = isVisible(sample) || System.nanoTime() - sample.dueNanos > GIVE_UP_NANOS;
    if (done) {
      record(sample);
    }
    return done;
  }

  private boolean isVisible(Sample sample) {
    String eventId = table.newestEventId(id(sample.patient));
    String device = device(sample.patient) + "/"; // before the first event there is the admission
    return eventId != null
        && eventId.startsWith(device)
        && Long.parseLong(eventId.substring(device.length())) >= sample.seq;
  }

  private void record(Sample sample) {
    if (sample.dueNanos - measureFromNanos >= 0) {
      micros.recordValue((System.nanoTime() - sample.dueNanos) / 1_000);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // an event that is lost is never seen
  private void send(int patient, String json) {
    producer.send(new ProducerRecord<>(PeerSettings.INPUT, id(patient), json));
  }

  private static String id(int patient) {
    return "ASKED-" + patient;
  }

  private static String device(int patient) {
    return "D-" + id(patient);
  }

  private static String admission(int patient) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"admission\",\"patient_id\":\"%s\",\"event_time\":%d,\"age\":70,"
            + "\"gender\":\"Female\",\"blood_pressure\":\"130/72\",\"cholesterol\":200,"
            + "\"bmi\":25.5,\"diabetes\":\"No\",\"hypertension\":\"No\",\"medication_count\":3,"
            + "\"length_of_stay\":4,\"discharge_destination\":\"Home\"}",
        id(patient),
        System.currentTimeMillis());
  }

  private static String vitals(int patient, long seq) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"vitals\",\"patient_id\":\"%s\",\"device_id\":\"%s\",\"seq\":%d,"
            + "\"event_time\":%d,\"heart_rate\":75,\"respiratory_rate\":16,\"spo2\":97,"
            + "\"temperature\":37.1,\"systolic_bp\":125,\"diastolic_bp\":75,"
            + "\"supplemental_oxygen\":false,\"consciousness\":\"A\"}",
        id(patient),
        device(patient),
        seq,
        System.currentTimeMillis());
  }

  /** Ends, and gives the latencies in microseconds. */
  Histogram end() throws InterruptedException {
    close();
    thread.join();
    if (failure != null) {
      throw failure;
    }
    return micros;
  }

  @Override
  public void close() {
    closed = true;
    producer.close();
  }
}
