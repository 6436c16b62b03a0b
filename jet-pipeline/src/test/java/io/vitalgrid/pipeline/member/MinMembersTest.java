package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.map.IMap;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.LogLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A grid that must not go on in two parts. */
@Timeout(240)
class MinMembersTest {
  @TempDir private Path folder;

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  private static Settings other(Settings first) {
    return first
        .with(GridSettings.GRID_MEMBERS, List.of(Member.address(first)))
        .with(GridSettings.GRID_PORT, FreePort.onLoopback())
        .with(GridSettings.HTTP_PORT, FreePort.onLoopback());
  }

  @Test
  void when_tooFewAreThere_then_theyWait_andDoNotWrite_butCanBeRead() {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        LogLines log = new LogLines()) {
      Settings settings =
          UpCommand.defaults()
              .with(GridSettings.GRID_CLUSTER_NAME, "min-members")
              .with(GridSettings.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers())
              .with(GridSettings.GRID_PORT, FreePort.onLoopback())
              .with(GridSettings.HTTP_PORT, FreePort.onLoopback())
              .with(GridSettings.GRID_MIN_MEMBERS, 2)
              .with(GridSettings.MODEL_PATH, TestModel.write(folder).toString());
      CompletableFuture<Member> first = CompletableFuture.supplyAsync(() -> Member.start(settings));
      eventually()
          .until(
              () ->
                  log.lines().stream()
                      .anyMatch(line -> line.contains("Waiting for 2 members (grid.min-members)")));
      assertThat(first).isNotDone();

      Member second = Member.start(other(settings));
      try (Member survivor = first.join()) {
        IMap<String, Object> predictions = survivor.hazelcast().getMap(Maps.PREDICTIONS);
        predictions.remove("nobody");
        second.abandon();
        second.close();

        eventually().until(() -> survivor.job().getStatus() != JobStatus.RUNNING);
        assertThatThrownBy(() -> predictions.remove("nobody"))
            .isInstanceOf(SplitBrainProtectionException.class);
        assertThat(predictions.get("nobody")).isNull();

        try (Member third = Member.start(other(settings))) {
          assertThat(third.job().getStatus()).isEqualTo(JobStatus.RUNNING);
          predictions.remove("nobody");
        }
      }
    }
  }
}
