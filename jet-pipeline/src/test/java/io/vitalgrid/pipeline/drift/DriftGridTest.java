package io.vitalgrid.pipeline.drift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.DriftRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real job at a real broker, with a model that brings no baseline. */
@Timeout(120)
class DriftGridTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final long T = System.currentTimeMillis() - 3_600_000;

  @TempDir private Path folder;

  private long sent;

  @Test
  void when_patientsGrowOlder_then_tableAndMetricsTell_ofAgeAndNotOfBmi() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        TestGrid grid =
            TestGrid.start(
                TestGrid.settings(
                    broker.bootstrapServers(),
                    folder,
                    "drift.window=1m",
                    "drift.min-patients=100",
                    "drift.learn-rows=200",
                    "drift.interval=200ms"))) {
      for (int patient = 0; patient < 400; patient++) {
        admit(kafka, T, 40 + patient % 20);
      }
      await().atMost(PATIENCE).until(() -> !grid.hazelcast().getMap("drift_baselines").isEmpty());
      for (int patient = 0; patient < 400; patient++) {
        admit(kafka, T + 60_000, 40 + patient % 20);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(verdicts(grid))
                      .containsEntry("age", "STABLE FIRST_ROWS")
                      .containsEntry("bmi", "STABLE FIRST_ROWS")
                      .containsEntry("risk", "STABLE FIRST_ROWS")
                      .hasSize(12));

      for (int patient = 0; patient < 800; patient++) {
        admit(kafka, T + 75_000, 65 + patient % 20);
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(verdicts(grid))
                      .containsEntry("age", "MAJOR FIRST_ROWS")
                      .containsEntry("risk", "MAJOR FIRST_ROWS")
                      .containsEntry("bmi", "STABLE FIRST_ROWS"));
      assertThat(GridMetrics.of(grid.hazelcast()).meters().scrape())
          .contains("vitalgrid_drift_psi{feature=\"age\"}");
    }
  }

  @Test
  void when_twoMembersScore_then_tableHasTheRowsOfBoth() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      String[] drift = {
        "drift.window=1m", "drift.min-patients=10", "drift.learn-rows=50", "drift.interval=200ms"
      };
      Settings first = settings(broker, drift);
      Settings second =
          settings(broker, drift)
              .with(
                  GridSettings.GRID_MEMBERS,
                  List.of("127.0.0.1:" + first.get(GridSettings.GRID_PORT)));
      try (TestGrid one = TestGrid.start(first);
          TestGrid other = TestGrid.start(second)) {
        await("both score")
            .atMost(PATIENCE)
            .until(
                () -> {
                  for (int patient = 0; patient < 50; patient++) {
                    admit(kafka, T, 40 + patient % 20);
                  }
                  return one.count(Counter.SCORED) > 0 && other.count(Counter.SCORED) > 0;
                });
        await().atMost(PATIENCE).until(() -> !one.hazelcast().getMap("drift_baselines").isEmpty());
        // The member that has not learned takes the baseline over with its next look.
        Thread.sleep(1000);
        for (int patient = 0; patient < 600; patient++) {
          admit(kafka, T + 60_000, 40 + patient % 20);
        }

        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(one.hazelcast().<String, DriftRow>getMap("drift").get("age"))
                        .satisfies(row -> assertThat(row.currentCount()).isBetween(580L, 600L))
                        .satisfies(row -> assertThat(row.verdict()).isEqualTo("STABLE")));
      }
    }
  }

  private Settings settings(EmbeddedBroker broker, String... assignments) throws Exception {
    List<String> all = new ArrayList<>(List.of(assignments));
    all.add("job.scale-up-delay=100ms");
    return TestGrid.settings(broker.bootstrapServers(), folder, all.toArray(String[]::new));
  }

  private void admit(TestKafka kafka, long timeMs, int age) {
    String patient = "P" + sent;
    String json =
        """
        {"type":"admission","patient_id":"%s","event_time":%d,"ward":"ICU","age":%d,
        "gender":"Female","blood_pressure":"130/72","cholesterol":240,"bmi":%d,"diabetes":"Yes",
        "hypertension":"No","medication_count":5,"length_of_stay":1,"discharge_destination":"Home"}\
        """
            .formatted(patient, timeMs, age, 20 + sent % 7);
    sent++;
    kafka.send(
        new ProducerRecord<>(
            "patient-data", null, timeMs, patient.getBytes(UTF_8), json.getBytes(UTF_8)));
  }

  private static Map<String, String> verdicts(TestGrid grid) {
    Map<String, String> verdicts = new TreeMap<>();
    try (SqlResult result =
        grid.hazelcast().getSql().execute("SELECT feature, verdict, baseline FROM drift")) {
      for (SqlRow row : result) {
        verdicts.put(
            row.getObject("feature"), row.getObject("verdict") + " " + row.getObject("baseline"));
      }
    }
    return verdicts;
  }
}
