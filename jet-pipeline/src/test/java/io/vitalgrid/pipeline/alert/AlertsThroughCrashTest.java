package io.vitalgrid.pipeline.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.JavaProcess;
import io.vitalgrid.pipeline.Processes;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the topic has when a member is killed while patients are bad. */
@Tag("cluster")
@Timeout(240)
class AlertsThroughCrashTest {
  private static final int PATIENTS = 12;
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;
  private static final Pattern ID = Pattern.compile("\"alert_id\":\"([^\"]+)\"");

  @TempDir private Path folder;
  private TestKafka kafka;
  private long offsetMs;
  private int seq;

  private void send(String values, int rounds) throws InterruptedException {
    for (int i = 0; i < rounds; i++, seq++, offsetMs += 100) {
      for (int p = 0; p < PATIENTS; p++) {
        String json =
            "{\"type\":\"vitals\",\"patient_id\":\"P%d\",\"device_id\":\"M%d\",\"seq\":%d,"
                    .formatted(p, p, seq)
                + "\"event_time\":%d,%s}".formatted(T + offsetMs, values);
        kafka.send(
            new ProducerRecord<>(
                "patient-data",
                p % 2,
                T + 60_000,
                ("P" + p).getBytes(UTF_8),
                json.getBytes(UTF_8)));
      }
      kafka.flush();
      Thread.sleep(20);
    }
  }

  private List<String> ids(String change) {
    return kafka.readAll("alerts").stream()
        .map(record -> new String(record.value(), UTF_8))
        .filter(json -> json.contains("\"change\":\"" + change + "\""))
        .filter(json -> json.contains("\"kind\":\"NEWS2_HIGH\""))
        .map(AlertsThroughCrashTest::id)
        .toList();
  }

  private static String id(String json) {
    Matcher matcher = ID.matcher(json);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void when_memberIsKilled_then_noAlertIsRaisedTwice_andNoneIsLost(String guarantee)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      kafka = new TestKafka(broker.bootstrapServers());
      kafka.createTopic("patient-data", 2);
      kafka.createTopic("alerts", 2);
      Settings settings =
          TestGrid.settings(
              broker.bootstrapServers(),
              folder,
              "kafka.output.guarantee=" + guarantee,
              "alert.min-duration=4s",
              "job.scale-up-delay=200ms",
              "watermark.idle-timeout=1h");
      Settings joining =
          settings
              .with(
                  GridSettings.GRID_MEMBERS,
                  List.of("127.0.0.1:" + settings.get(GridSettings.GRID_PORT)))
              .with(GridSettings.GRID_PORT, FreePort.onLoopback());
      try (JavaProcess first = Processes.member(settings, folder.resolve("first"));
          JavaProcess second = Processes.member(joining, folder.resolve("second"))) {
        assertThat(second).isNotNull();
        send("\"heart_rate\":140,\"respiratory_rate\":30,\"spo2\":85", 39);
        send("\"heart_rate\":140,\"respiratory_rate\":30,\"spo2\":85", 3); // raised about here
        first.kill();
        send("\"heart_rate\":140,\"respiratory_rate\":30,\"spo2\":85", 30);
        await().atMost(Duration.ofSeconds(90)).until(() -> distinct("RAISED") == PATIENTS);
        send("\"heart_rate\":70,\"respiratory_rate\":16,\"spo2\":98", 60);
        await().atMost(Duration.ofSeconds(60)).until(() -> distinct("CLEARED") == PATIENTS);

        List<String> raised = ids("RAISED");
        assertThat(raised.stream().distinct()).as("alerts raised").hasSize(PATIENTS);
        assertThat(ids("CLEARED").stream().distinct())
            .containsExactlyInAnyOrderElementsOf(raised.stream().distinct().toList());
        if (guarantee.equals("exactly-once")) {
          assertThat(raised).doesNotHaveDuplicates();
          assertThat(ids("CLEARED")).doesNotHaveDuplicates();
        }
      } finally {
        kafka.close();
      }
    }
  }

  private long distinct(String change) {
    return ids(change).stream().distinct().count();
  }
}
