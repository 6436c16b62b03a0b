package io.vitalgrid.pipeline.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.pipeline.TestKafka;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Patients who send readings all the time, on a thread of their own. */
final class Ward implements AutoCloseable {
  private final TestKafka kafka;
  private final String topic;
  private final int patients;
  private final AtomicInteger sent = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "ward");
  private volatile boolean closed;

  Ward(TestKafka kafka, String topic, int patients) {
    this.kafka = kafka;
    this.topic = topic;
    this.patients = patients;
    for (int i = 0; i < patients; i++) {
      admit("P" + i, 40 + i);
    }
    kafka.flush();
    thread.start();
  }

  void admit(String patient, int age) {
    send(
        patient,
        """
        {"type":"admission","patient_id":"%s","event_time":%d,"ward":"ICU","age":%d,
        "gender":"Female","blood_pressure":"130/72","cholesterol":240,"bmi":31.5,"diabetes":"Yes",
        "hypertension":"No","medication_count":5,"length_of_stay":1,"discharge_destination":"Home"}\
        """
            .formatted(patient, System.currentTimeMillis(), age));
  }

  private void run() {
    while (!closed) {
      int seq = sent.get();
      String patient = "P" + seq % patients;
      send(
          patient,
          ("{\"type\":\"vitals\",\"patient_id\":\"%s\",\"device_id\":\"M-%s\",\"seq\":%d,"
                  + "\"event_time\":%d,\"heart_rate\":%d,\"spo2\":97}")
              .formatted(patient, patient, seq, System.currentTimeMillis(), 60 + seq % 40));
      sent.incrementAndGet();
      LockSupport.parkNanos(2_000_000);
    }
    kafka.flush();
  }

  private void send(String patient, String value) {
    kafka.send(
        new ProducerRecord<>(
            topic,
            null,
            System.currentTimeMillis(),
            patient.getBytes(UTF_8),
            value.getBytes(UTF_8)));
  }

  /** Readings sent so far. */
  int sent() {
    return sent.get();
  }

  int patients() {
    return patients;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
