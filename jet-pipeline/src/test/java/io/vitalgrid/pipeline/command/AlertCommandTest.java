package io.vitalgrid.pipeline.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.sql.Schema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An alert's way from readings to map, table, topic and command, with a restart in between. */
@Timeout(180)
class AlertCommandTest {
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;
  private static final int PATIENTS = 8;
  private static final String GOOD = "\"heart_rate\":70,\"respiratory_rate\":16,\"spo2\":98";
  private static final String BAD = "\"heart_rate\":140,\"respiratory_rate\":30,\"spo2\":85";

  @TempDir private Path folder;

  private TestKafka kafka;
  private TestGrid grid;
  private int seq;

  /** The same of every patient: they are in several lanes. */
  private void send(long offsetMs, String values) {
    long timeMs = T + offsetMs;
    for (int p = 1; p <= PATIENTS; p++) {
      String json =
          "{\"type\":\"vitals\",\"patient_id\":\"P%d\",\"device_id\":\"M%d\",\"seq\":%d,"
                  .formatted(p, p, seq)
              + "\"event_time\":%d,%s}".formatted(timeMs, values);
      kafka.send(
          new ProducerRecord<>(
              "patient-data", 0, T + 60_000, ("P" + p).getBytes(UTF_8), json.getBytes(UTF_8)));
    }
    seq++;
    kafka.flush();
  }

  private List<String> topic() {
    return kafka.readAll("alerts").stream().map(r -> new String(r.value(), UTF_8)).toList();
  }

  private List<String> topic(String change) {
    return topic().stream().filter(json -> json.contains("\"" + change + "\"")).toList();
  }

  private AlertRow alert() {
    IMap<String, AlertRow> alerts = grid.hazelcast().getMap(Maps.ALERTS);
    return alerts.values().stream()
        .filter(a -> a.kind().equals("NEWS2_HIGH") && a.patientId().equals("P1"))
        .findFirst()
        .orElse(null);
  }

  private String run(Settings settings, String... arguments) {
    StringWriter out = new StringWriter();
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--address";
    all[arguments.length + 1] = "127.0.0.1:" + settings.get(GridSettings.GRID_PORT);
    all[arguments.length + 2] = "--cluster-name";
    all[arguments.length + 3] = settings.get(GridSettings.GRID_CLUSTER_NAME);
    int code =
        new CommandLine(new AlertCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(all);
    return code + " " + out;
  }

  @Test
  void when_patientIsBad_then_oneAlert_throughARestart_acknowledged_andCleared() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Settings settings =
          TestGrid.settings(
              broker.bootstrapServers(),
              folder,
              "alert.min-duration=1s",
              "alert.cool-down=5s",
              "watermark.idle-timeout=1h");
      kafka = new TestKafka(broker.bootstrapServers());
      kafka.createTopic("patient-data", 1);
      grid = TestGrid.start(settings);
      for (int t = 0; t <= 1500; t += 100) {
        send(t, BAD);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> alert() != null);
      await().atMost(Duration.ofSeconds(30)).until(() -> topic("RAISED").size() == PATIENTS);

      assertThat(alert().raisedAtMs()).isEqualTo(T + 1000);
      assertThat(alert().reason())
          .contains("NEWS2 is 9, the threshold is 7")
          .contains("SpO2 85 % scores 3");

      grid.job().restart();
      for (int t = 1600; t <= 4000; t += 100) {
        send(t, BAD);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> grid.predictions().get("P1").eventTimeMs() == T + 4000);
      assertThat(alert().status()).isEqualTo("OPEN");

      String id = "P1/news2_high/" + (T + 1000);
      assertThat(run(settings, "ack", "nobody/x/1")).startsWith("1 ").contains("nobody/x/1");
      assertThat(run(settings, "ack", id, "--by", "Kim")).isEqualTo("0 acknowledged " + id + "\n");
      assertThat(run(settings, "list", "--format", "csv")).contains(id).contains("Kim");

      for (int t = 4100; t <= 6000; t += 100) {
        send(t, GOOD);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> "CLEARED".equals(alert().status()));
      await().atMost(Duration.ofSeconds(30)).until(() -> topic("CLEARED").size() == PATIENTS);

      assertThat(alert().clearedAtMs()).isEqualTo(T + 5100);
      assertThat(topic("RAISED")).hasSize(PATIENTS);
      try (SqlResult rows =
          grid.hazelcast()
              .getSql()
              .execute("SELECT acknowledged_by, status FROM alerts WHERE alert_id = ?", id)) {
        SqlRow row = rows.iterator().next();
        assertThat((String) row.getObject("acknowledged_by")).isEqualTo("Kim");
        assertThat((String) row.getObject("status")).isEqualTo("CLEARED");
      }
      assertThat(run(settings, "list", "--format", "csv")).doesNotContain(id);
    } finally {
      if (grid != null) {
        grid.close();
      }
      if (kafka != null) {
        kafka.close();
      }
    }
  }

  @Test
  void when_thousandsAreOpen_then_allAreListed_theLatestFirst() {
    Settings settings =
        Settings.defaults()
            .with(GridSettings.GRID_CLUSTER_NAME, "alert-list")
            .with(GridSettings.GRID_PORT, FreePort.onLoopback());
    HazelcastInstance member = Hazelcast.newHazelcastInstance(GridConfig.create(settings));
    try {
      Schema.apply(member);
      Map<String, AlertRow> rows = new HashMap<>();
      for (int i = 0; i < 2500; i++) {
        rows.put("A" + i, new AlertRow("P", "RISK_HIGH", "MEDIUM", "why", T + i, Times.NONE));
      }
      member.<String, AlertRow>getMap(Maps.ALERTS).putAll(rows);

      List<String> lines = run(settings, "list", "--format", "csv").lines().toList();

      assertThat(lines).hasSize(1 + 2500);
      assertThat(lines.get(1)).startsWith("A2499,");
      assertThat(lines.get(2500)).startsWith("A0,");
    } finally {
      member.shutdown();
    }
  }
}
