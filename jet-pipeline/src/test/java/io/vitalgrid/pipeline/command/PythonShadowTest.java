package io.vitalgrid.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.ScoringRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.pipeline.score.python.PythonModels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A Python model beside the champion, on a grid that scores a ward's readings. */
class PythonShadowTest {
  private static final ModelKey SHADOW = new ModelKey("readmission", 2);

  @TempDir private Path folder;

  @Test
  void when_pythonIsDeployed_then_itIsComparedWithTheChampion_andRetiredAgain() throws Exception {
    PythonModels.assumePython("grpc, google.protobuf, venv, ensurepip");
    Path model = Files.write(folder.resolve("sum.py"), PythonModels.SUM);
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      Settings settings = TestGrid.settings(broker.bootstrapServers(), folder, "scorer=python");
      try (TestGrid grid = TestGrid.start(settings);
          Ward ward = new Ward(kafka, settings.get(GridSettings.KAFKA_TOPIC_INPUT), 5)) {
        assertThat(ward.patients()).isEqualTo(5);
        String features = String.join(",", PythonModels.CARD.features());

        assertThat(run(grid, "deploy", model, "--features", features, "--missing", "spo2_mean=97"))
            .contains("sum.py: 2 features", "readmission@2 is the shadow");

        await().atMost(Duration.ofMinutes(2)).until(() -> compared(grid) > 20);
        assertThat(run(grid, "promote", SHADOW)).contains("runs in Python");
        run(grid, "retire", SHADOW);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    grid.hazelcast().getJet().getJob("python-" + SHADOW).getStatus().isTerminal());
        assertThat(stage(grid)).isEqualTo(ModelRow.RETIRED);
      }
    }
  }

  private static long compared(TestGrid grid) {
    return grid.hazelcast().<String, ScoringRow>getMap(Maps.SCORING).values().stream()
        .mapToLong(ScoringRow::shadowRows)
        .sum();
  }

  private static String stage(TestGrid grid) {
    return grid.hazelcast().<ModelKey, ModelRow>getMap(Maps.MODELS).get(SHADOW).stage();
  }

  private static String run(TestGrid grid, Object... arguments) {
    StringWriter said = new StringWriter();
    String[] all = new String[arguments.length + 4];
    for (int i = 0; i < arguments.length; i++) {
      all[i] = arguments[i].toString();
    }
    Settings settings = grid.settings();
    all[arguments.length] = "--address";
    all[arguments.length + 1] = "127.0.0.1:" + settings.get(GridSettings.GRID_PORT);
    all[arguments.length + 2] = "--cluster-name";
    all[arguments.length + 3] = settings.get(GridSettings.GRID_CLUSTER_NAME);
    new CommandLine(new ModelCommand())
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getErr().println(e.getMessage());
              return 1;
            })
        .execute(all);
    return said.toString();
  }
}
