package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison runs, and every system gives the right predictions; nothing about speed. */
class PeersSmokeTest {
  private static final Pattern ADMISSIONS = Pattern.compile("(?m)^  admissions +([0-9]+)$");

  @TempDir private Path folder;

  @Test
  void when_allSystemsRunBriefly_then_eachGivesTheRightPredictions() throws Exception {
    int exit =
        new CommandLine(new PeersCommand())
            .execute("--smoke", "--heap", "512m", "--out", folder.toString());
    assertThat(exit).isZero();
    String results = Files.readString(folder.resolve("results.json"));
    assertThat(results).contains("\"vitalgrid\"", "\"flink\"", "\"streams\"", "\"floor\"");
    assertThat(admissions("admit")).isNotEmpty().containsOnly(100L);
    assertThat(admissions("measure")).isNotEmpty().containsOnly(0L);
    assertThat(admissions("send")).isNotEmpty().containsOnly(0L);
    for (String jvm : List.of("broker", "system", "loadgen")) {
      assertThat(folder.resolve("round-1/vitalgrid-rates/" + jvm + "-pauses.log")).isNotEmptyFile();
    }
    if (Redis.installed()) { // as in CI
      assertThat(results).contains("\"flink-redis\"", "\"reference\"", "patients checked in Redis");
    }
  }

  /** How many each of the load generator's runs of that name admitted. */
  private List<Long> admissions(String name) throws IOException {
    List<Long> admissions = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path log :
          files.filter(file -> file.toString().endsWith("-" + name + ".log")).toList()) {
        Matcher row = ADMISSIONS.matcher(Files.readString(log));
        assertThat(row.find()).as("admissions in %s", log).isTrue();
        admissions.add(Long.parseLong(row.group(1)));
      }
    }
    return admissions;
  }

  @Test
  void when_aSystemIsUnknown_then_theMessageNamesThoseThatThereAre() {
    assertThatThrownBy(() -> Subject.named("storm"))
        .hasMessage(
            "system \"storm\" is not known: there are [vitalgrid, vitalgrid-2, vitalgrid-3, flink,"
                + " flink-redis, reference, streams, floor]");
  }
}
