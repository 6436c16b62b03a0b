package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison runs, and every system gives the right predictions; nothing about speed. */
class PeersSmokeTest {
  @TempDir private Path folder;

  @Test
  void when_allSystemsRunBriefly_then_eachGivesTheRightPredictions() throws Exception {
    int exit =
        new CommandLine(new PeersCommand())
            .execute("--smoke", "--heap", "512m", "--out", folder.toString());
    assertThat(exit).isZero();
    String results = Files.readString(folder.resolve("results.json"));
    assertThat(results).contains("\"vitalgrid\"", "\"flink\"", "\"streams\"", "\"floor\"");
    if (Redis.installed()) { // as in CI
      assertThat(results).contains("\"flink-redis\"", "\"reference\"", "patients checked in Redis");
    }
  }

  @Test
  void when_aSystemIsUnknown_then_theMessageNamesThoseThatThereAre() {
    assertThatThrownBy(() -> Subject.named("storm"))
        .hasMessage(
            "system \"storm\" is not known: there are [vitalgrid, vitalgrid-2, vitalgrid-3, flink,"
                + " flink-redis, reference, streams, floor]");
  }
}
