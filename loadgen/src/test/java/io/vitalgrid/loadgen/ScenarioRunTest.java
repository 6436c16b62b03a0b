package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios as the command takes them. */
@Timeout(60)
class ScenarioRunTest {
  @TempDir private Path temp;

  static List<String> ready() {
    return Scenarios.READY;
  }

  @ParameterizedTest
  @MethodSource("ready")
  void when_scenarioComesWithTheProgram_then_itIsValid_andDocumented(String name) throws Exception {
    Ran ran = Ran.loadgen("--scenario", name, "--dry-run");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.lastLine()).containsPattern("end +[0-9,]+ events");
    Path home = Path.of(System.getProperty("vitalgrid.home", ".."));
    assertThat(Files.readString(home.resolve("docs/scenarios.md"), UTF_8))
        .contains("`" + name + "`");
  }

  @Test
  void when_optionsAreGivenToo_then_theyWin() {
    assertThat(Ran.loadgen("--scenario", "smoke", "--dry-run").lastLine())
        .contains("15,000 events");
    assertThat(
            Ran.loadgen("--scenario", "smoke", "--dry-run", "--rate=10", "--duration=5s")
                .lastLine())
        .contains("50 events");
  }

  @Test
  void when_theScenarioIsWrong_then_fileAndLineAreNamed() throws Exception {
    refused("late-share: 0.1\nlate-by: 9s..7s\n", "mine.yaml, line 2: ", "'9s..7s' is upside down");
    refused("\n\nlate-share: 3\n", "mine.yaml, line 3: late-share is 3.0, must be 0 (off) to 1");
    refused("patients: 0\n", "mine.yaml, line 1: patients is 0, must be at least 1");
    refused("warmup: soon\n", "mine.yaml, line 1: ", "'soon' is no duration");
    refused("slo:\n  - p99<30\n", "mine.yaml, line 2: slo is 'p99<30'");
    refused("window-size: 7s\n", "mine.yaml, line 1: window-size is 7000 ms, must be a multiple");
    refused("bad-kinds: rude\n", "mine.yaml, line 1: ", "rude");
    refused("scenario: smoke\n", "mine.yaml, line 1: 'scenario' is unknown");
  }

  @Test
  void when_thereIsNoSuchScenario_then_theReadyOnesAreNamed() {
    Ran ran = Ran.loadgen("--scenario", "smok", "--dry-run");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("scenario smok cannot be read", "smoke, ward-day");
  }

  private void refused(String text, String... messages) throws Exception {
    Path file = temp.resolve("mine.yaml");
    Files.writeString(file, text, UTF_8);
    Ran ran = Ran.loadgen("--scenario", file.toString(), "--dry-run");
    assertThat(ran.err()).contains(messages);
    assertThat(ran.exitCode()).isEqualTo(2);
  }
}
