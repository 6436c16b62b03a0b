package io.vitalgrid.pipeline.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a member with half of the patients. */
@Timeout(240)
class LeavingTest {
  private static final int PATIENTS = 50;

  @TempDir private Path folder;

  @Test
  void when_aMemberGetsSigterm_then_itEndsInOrder_andEveryPatientIsStillThere() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      Settings settings =
          TestGrid.settings(
              broker.bootstrapServers(),
              folder,
              "grid.backup-count=0", // what is not handed over is lost
              "job.scale-up-delay=200ms");
      try (TestGrid stays = TestGrid.start(settings)) {
        Settings joining =
            settings
                .with(GridSettings.GRID_MEMBERS, List.of(Member.address(settings)))
                .with(GridSettings.GRID_PORT, FreePort.onLoopback());
        try (JavaProcess leaves = Processes.member(joining, folder.resolve("leaves"))) {
          send(kafka, settings, 0);
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> stays.predictions().size() == PATIENTS);

          assertThat(leaves.terminate(Duration.ofSeconds(60))).isZero();

          assertThat(leaves.said()).doesNotContain("did not let this member go");
        }
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> stays.hazelcast().getCluster().getMembers().size() == 1);
        assertThat(stays.predictions().size()).isEqualTo(PATIENTS);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> stays.job().getStatus() == JobStatus.RUNNING);
        send(kafka, settings, 1);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    stays.predictions().values().stream()
                        .allMatch(prediction -> prediction.eventId().equals("MON/1")));
      }
    }
  }

  private static void send(TestKafka kafka, Settings settings, int seq) {
    long now = System.currentTimeMillis();
    for (int p = 0; p < PATIENTS; p++) {
      String vitals =
          "{\"type\":\"vitals\",\"patient_id\":\"P%d\",\"device_id\":\"MON\",\"seq\":%d,"
                  .formatted(p, seq)
              + "\"event_time\":%d,\"heart_rate\":82}".formatted(now);
      kafka.send(
          new ProducerRecord<>(
              settings.get(GridSettings.KAFKA_TOPIC_INPUT),
              null,
              now,
              ("P" + p).getBytes(UTF_8),
              vitals.getBytes(UTF_8)));
    }
    kafka.flush();
  }
}
