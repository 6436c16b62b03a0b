package io.vitalgrid.pipeline.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real job at a real broker; time is that of the records, and runs as the test wants. */
@Timeout(180)
class DevicesGridTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long T = System.currentTimeMillis() - 3_600_000;

  private static EmbeddedBroker broker;
  private static TestKafka kafka;
  private static int topics;

  @TempDir private Path folder;

  private TestGrid grid;
  private String input;
  private String alerts;
  private long nowMs = T;
  private long sent;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
    broker.close();
  }

  @BeforeEach
  void startGrid() throws Exception {
    int n = topics++;
    input = "devices-" + n;
    alerts = "alerts-" + n;
    kafka.createTopic(input, 1);
    kafka.createTopic(alerts, 1);
    grid =
        TestGrid.start(
            TestGrid.settings(
                broker.bootstrapServers(),
                folder,
                "kafka.topic.input=" + input,
                "kafka.topic.alerts=" + alerts));
  }

  @AfterEach
  void stopGrid() {
    grid.close();
  }

  @Test
  void when_devicesFail_then_tableSaysHow_andTopicOnce_evenAfterARestart() {
    second(100, 1, 2, 3);
    for (int i = 0; i < 30; i++) { // 2 repeats itself, 3 is silent
      vitals(1, 80 + i % 3);
      repeated(2, 100);
      nowMs += 1000;
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(devices()).containsExactly("MON-1 OK", "MON-2 STUCK", "MON-3 DROP_OUT"));

    restartJob();
    for (int i = 0; i < 10; i++) { // 2 still does, for too short to find out anew
      vitals(1, 80 + i % 3);
      repeated(2, 130);
      nowMs += 1000;
    }
    awaitAll();
    assertThat(devices()).containsExactly("MON-1 OK", "MON-2 STUCK", "MON-3 DROP_OUT");

    second(60, 1, 2, 3);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(devices()).containsExactly("MON-1 OK", "MON-2 OK", "MON-3 OK");
              assertThat(changes())
                  .containsExactlyInAnyOrder(
                      "DEVICE_STUCK raised",
                      "DEVICE_DROP_OUT raised",
                      "DEVICE_STUCK cleared",
                      "DEVICE_DROP_OUT cleared");
            });
  }

  @Test
  void when_aDeviceFallsSilentAndTheJobRestarts_then_itIsMissedAllTheSame() {
    second(100, 1, 2);
    awaitAll();
    restartJob();
    second(120, 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(devices()).containsExactly("MON-1 OK", "MON-2 DROP_OUT"));
  }

  @Test
  void when_aDevicesRecordsAreRefused_then_badRecords() {
    second(30, 1, 2);
    // Nothing is said of a device before the table has said what was known of it.
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(devices()).containsExactly("MON-1 OK", "MON-2 OK"));
    for (int i = 0; i < 5; i++) {
      vitals(1, 80 + i % 3);
      send("P2", json(2, "\"heart_rate\":900"));
      nowMs += 1000;
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(devices()).containsExactly("MON-1 OK", "MON-2 BAD_RECORDS"));
    String alert = new String(kafka.readAll(alerts).get(0).value(), UTF_8);
    assertThat(alert)
        .contains(
            "\"patient_id\":\"P2\"",
            "\"device_id\":\"MON-2\"",
            "\"kind\":\"DEVICE_BAD_RECORDS\"",
            "\"reason\":\"4 of its last 16 records were refused\"",
            "\"cleared_at\":null");
    assertThat(new String(kafka.readAll(alerts).get(0).key(), UTF_8)).isEqualTo("P2");
  }

  /** Job.restart() would only ask for it: what follows might still meet the job of before. */
  private void restartJob() {
    grid.job().suspend();
    await().atMost(PATIENCE).until(() -> grid.job().getStatus() == JobStatus.SUSPENDED);
    grid.job().resume();
    await().atMost(PATIENCE).until(() -> grid.job().getStatus() == JobStatus.RUNNING);
  }

  /** So many seconds in which each of the devices sends once. */
  private void second(int count, int... devices) {
    for (int i = 0; i < count; i++) {
      for (int device : devices) {
        vitals(device, 80 + (nowMs / 1000 * device) % 5);
      }
      nowMs += 1000;
    }
  }

  private void vitals(int device, long heartRate) {
    send(
        "P" + device,
        json(
            device,
            "\"heart_rate\":%d,\"spo2\":97,\"systolic_bp\":%d"
                .formatted(heartRate, 118 + nowMs / 1000 % 4)));
  }

  private void repeated(int device, int systolic) {
    send(
        "P" + device,
        json(device, "\"heart_rate\":80,\"spo2\":97,\"systolic_bp\":%d".formatted(systolic)));
  }

  private String json(int device, String fields) {
    return "{\"type\":\"vitals\",\"patient_id\":\"P%d\",\"device_id\":\"MON-%d\",\"seq\":%d,\"event_time\":%d,%s}"
        .formatted(device, device, nowMs / 1000, nowMs - 2, fields);
  }

  private void send(String patient, String json) {
    sent++;
    kafka.send(
        new ProducerRecord<>(input, null, nowMs, patient.getBytes(UTF_8), json.getBytes(UTF_8)));
  }

  private void awaitAll() {
    kafka.flush();
    await()
        .atMost(PATIENCE)
        .until(() -> grid.accountedFor() - grid.count(Counter.REPLAYED) == sent);
  }

  private List<String> devices() {
    List<String> rows = new ArrayList<>();
    try (SqlResult result =
        grid.hazelcast()
            .getSql()
            .execute("SELECT device_id, status FROM devices ORDER BY device_id")) {
      for (SqlRow row : result) {
        rows.add(row.getObject("device_id") + " " + row.getObject("status"));
      }
    }
    return rows;
  }

  private List<String> changes() {
    return kafka.readAll(alerts).stream()
        .map(record -> new String(record.value(), UTF_8))
        .map(
            json ->
                json.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1")
                    + (json.contains("\"cleared_at\":null") ? " raised" : " cleared"))
        .toList();
  }
}
