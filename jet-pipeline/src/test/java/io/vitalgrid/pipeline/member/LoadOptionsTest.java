package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LoadOptionsTest {
  /** Lag 5 s, slide 5 s, size 30 s, lateness 10 s. */
  private final Settings settings = UpCommand.defaults();

  @Test
  void when_windowsAreShort_then_lateEventsFindSettledWindows_and_tooLateOnesNone() {
    // 10 s ago: the window that ended up to 5 s later has settled. 38 s ago: the last window
    // ended up to 25 s later and still takes events.
    assertThat(LoadOptions.lateBy(settings)).isEqualTo("10000ms..38000ms");
    assertThat(LoadOptions.tooLateBy(settings)).isEqualTo("47000ms..94000ms");
  }

  @Test
  void when_optionsAreGiven_then_onlyTheseArePassedOn() {
    LoadOptions options = CommandLine.populateCommand(new LoadOptions(), "--rate=20", "--seed=7");
    Settings secured =
        Settings.load(
            settings, null, Map.of(), List.of("kafka.properties.security.protocol=PLAINTEXT"));

    assertThat(options.arguments(secured, "60000ms"))
        .startsWith("loadgen")
        .contains(
            "--rate=20",
            "--seed=7",
            "--duration=60000ms",
            "--bootstrap-servers=127.0.0.1:9092",
            "--kafka-property=security.protocol=PLAINTEXT")
        .noneMatch(argument -> argument.startsWith("--late-share"));
  }
}
