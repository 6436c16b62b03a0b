package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generator's judgement of a whole grid: record by record, window by window. */
class CheckedLoadTest {
  @TempDir private Path temp;

  @Test
  void when_everyKindOfEventIsSent_then_whatComesOutIsWhatHasTo() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Settings settings =
          UpCommand.defaults()
              .with(GridSettings.GRID_CLUSTER_NAME, "checked-load")
              .with(GridSettings.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers())
              .with(GridSettings.GRID_PORT, FreePort.onLoopback())
              .with(GridSettings.HTTP_PORT, FreePort.onLoopback())
              .with(GridSettings.MODEL_PATH, TestModel.write(temp).toString());
      try (Member member = Member.start(settings);
          JavaProcess loadgen =
              JavaProcess.start(
                  temp.resolve("said"),
                  List.of(
                      "io.vitalgrid.loadgen.LoadgenCommand",
                      "--scenario=smoke",
                      "--rate=300",
                      "--duration=20s",
                      "--patients=100",
                      "--silent-share=0.1",
                      "--fault-share=0.1",
                      "--discharge-share=0.002",
                      "--max-send-lag=60s", // how well this machine keeps time is not what is
                      // tested
                      "--bootstrap-servers=" + broker.bootstrapServers(),
                      "--sql-url=jdbc:hazelcast://127.0.0.1:%d/?clusterName=checked-load"
                          .formatted(settings.get(GridSettings.GRID_PORT)),
                      "--out=" + temp.resolve("run")))) {
        assertThat(member).isNotNull();

        int exitCode = loadgen.end(Duration.ofMinutes(3));

        assertThat(exitCode).as(loadgen.said()).isZero();
        assertThat(loadgen.said())
            .contains("CHECKED: what came out is what had to.", "members: duplicates")
            .contains("lost=0: met", "differences=0: met");
      }
    }
  }
}
