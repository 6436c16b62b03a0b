package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCommandTest {
  @Test
  void when_listed_then_everySettingHasValue_origin_and_sentence(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("grid.properties"), "window.slide=10s\n");

    Run run = Run.of("settings", "--config", file.toString(), "--set", "window.size=50s");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("window.size = 50s   (--set)")
        .contains("window.slide = 10s   (" + file + ":1)")
        .contains("lateness.allowed = 3m   (default)");
    for (Setting<?> setting : GridSettings.ALL) {
      assertThat(run.out()).contains(setting.name() + " = ").contains(setting.sentence());
    }
  }

  @Test
  void when_markdown_then_oneRowForEachSetting() {
    Run run = Run.of("settings", "--format", "markdown");

    assertThat(run.out().lines()).hasSize(2 + GridSettings.ALL.size() + 1);
    assertThat(run.out()).contains("| `window.size` | 5m | duration, 1ms to 3650d | ");
  }

  @Test
  void when_aValueIsBad_then_exitCode2_and_aMessageWithoutStackTrace() {
    Run run = Run.of("settings", "--set", "window.size=7s");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("window.size is 7s (--set)")
        .contains("window.slide is 1m (default)")
        .doesNotContain("\tat ");
  }

  @Test
  void when_aNameIsUnknown_then_exitCode2_and_theNearestName() {
    Run run = Run.of("member", "--set", "window.sise=7s");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("window.sise").contains("Did you mean window.size?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "member", "settings", "model"})
  void when_helpIsAskedFor_then_itIsGiven(String command) {
    Run run = Run.of(command, "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: vitalgrid " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--duration=soon", "--slo=fast", "--warmup=-1s", "--cohort=no/such.csv"})
  void when_anOptionOfUpIsBad_then_exitCode2_beforeAnythingStarts(String option) {
    Run run = Run.of("up", option);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(option.substring(option.indexOf('=') + 1));
  }
}
