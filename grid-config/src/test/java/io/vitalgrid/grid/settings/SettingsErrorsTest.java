package io.vitalgrid.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when a setting is wrong, word for word. */
class SettingsErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          window.size=abc   | window.size is "abc" (--set), but must be a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S, from 1ms to 3650d. Example: window.size=5m
          window.size=0s    | window.size is "0s" (--set), but must be a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S, from 1ms to 3650d. Example: window.size=5m
          watermark.lag=-1s | watermark.lag is "-1s" (--set), but must be a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S, from 0s to 3650d. Example: watermark.lag=2m
          state.ttl=4000d   | state.ttl is "4000d" (--set), but must be a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S, from 1ms to 3650d. Example: state.ttl=24h
          http.port=70000   | http.port is "70000" (--set), but must be a port, 0 to 65535. Example: http.port=8080
          grid.port=0       | grid.port is "0" (--set), but must be a port, 1 to 65535. Example: grid.port=5701
          grid.port=x       | grid.port is "x" (--set), but must be a port, 1 to 65535. Example: grid.port=5701
          grid.backup-count=7 | grid.backup-count is "7" (--set), but must be a number of copies, 0 to 6. Example: grid.backup-count=1
          grid.heartbeat-timeout=1s | grid.heartbeat-timeout is "1s" (--set), but must be a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S, from 5s to 3650d. Example: grid.heartbeat-timeout=15s
          kafka.output.guarantee=once | kafka.output.guarantee is "once" (--set), but must be at-least-once or exactly-once. Example: kafka.output.guarantee=at-least-once
          grid.members=hal  | grid.members is "hal" (--set), but must be host:port separated by commas, or empty. Example: grid.members=127.0.0.1:5701
          grid.members=a:1,,b:2 | grid.members is "a:1,,b:2" (--set), but must be host:port separated by commas, or empty. Example: grid.members=127.0.0.1:5701
          grid.members=a:99999 | grid.members is "a:99999" (--set), but must be host:port separated by commas, or empty. Example: grid.members=127.0.0.1:5701
          kafka.bootstrap-servers=hal | kafka.bootstrap-servers is "hal" (--set), but must be host:port separated by commas, or empty. Example: kafka.bootstrap-servers=127.0.0.1:9092
          kafka.topic.input=a/b | kafka.topic.input is "a/b" (--set), but must be a topic name, 1 to 249 of a-z A-Z 0-9 . _ -. Example: kafka.topic.input=patient-data
          job.name=         | job.name is "" (--set), but must be a name, not empty, no spaces. Example: job.name=vitalgrid
          grid.bind-address=a b | grid.bind-address is "a b" (--set), but must be an address, not empty, no spaces. Example: grid.bind-address=127.0.0.1
          window.sise=5m    | There is no setting window.sise (--set). Did you mean window.size? `vitalgrid settings` lists all.
          window_size=5m    | There is no setting window_size (--set). Did you mean window.size? `vitalgrid settings` lists all.
          bogus=1           | There is no setting bogus (--set). `vitalgrid settings` lists all.
          maps.patients.ttl=1h | There is no setting maps.patients.ttl (--set). Map patients expires with the state: set state.ttl.
          kafka.properties.=1 | There is no setting kafka.properties. (--set). Kafka's own settings follow it: kafka.properties.max.poll.records=100.
          window.size       | --set takes name=value, but was given "window.size". Example: --set window.size=5m
          =5m               | --set takes name=value, but was given "=5m". Example: --set window.size=5m
          """)
  void when_assignment_is_bad_then_said(String assignment, String message) {
    assertThat(catchThrowable(() -> load(assignment)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @Test
  void when_variable_is_bad_then_named() {
    assertThatThrownBy(() -> Settings.load(null, Map.of("VITALGRID_GRID_PORT", "x"), List.of()))
        .hasMessage(
            "grid.port is \"x\" (environment VITALGRID_GRID_PORT), but must be a port, 1 to 65535."
                + " Example: grid.port=5701");
    assertThatThrownBy(() -> Settings.load(null, Map.of("VITALGRID_GRID_POTR", "1"), List.of()))
        .hasMessage(
            "There is no setting for environment variable VITALGRID_GRID_POTR."
                + " Did you mean VITALGRID_GRID_PORT? `vitalgrid settings` lists all.");
    assertThatThrownBy(
            () -> Settings.load(null, Map.of("VITALGRID_KAFKA_PROPERTIES_ACKS", "1"), List.of()))
        .hasMessage(
            "There is no setting for environment variable VITALGRID_KAFKA_PROPERTIES_ACKS."
                + " Kafka's own settings come from the configuration file or --set only.");
    assertThatThrownBy(
            () -> Settings.load(null, Map.of("VITALGRID_MAPS_PATIENTS_TTL", "1h"), List.of()))
        .hasMessage(
            "There is no setting for environment variable VITALGRID_MAPS_PATIENTS_TTL."
                + " Map patients expires with the state: set VITALGRID_STATE_TTL.");
  }

  @Test
  void when_file_has_a_bad_value_then_its_line_is_named() throws IOException {
    Path file = file("# a comment\n\nhttp.port = \\\n   no\ngrid.port=1\n");
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .hasMessage(
            "http.port is \"no\" (%s:3), but must be a port, 0 to 65535. Example: http.port=8080",
            file);
  }

  @Test
  void when_file_has_an_unknown_name_then_its_line_is_named() throws IOException {
    Path file = file("grid.port=5701\n! a comment\nwindow.slid: 5s\n");
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .hasMessage(
            "There is no setting window.slid (%s:3). Did you mean window.slide?"
                + " `vitalgrid settings` lists all.",
            file);
  }

  @Test
  void when_file_sets_a_name_twice_then_both_lines_are_named() throws IOException {
    Path file = file("grid.port=5701\nhttp.port=1\ngrid.port=5702\n");
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .hasMessage("grid.port is set twice in %s, on lines 1 and 3. Keep one.", file);
  }

  @Test
  void when_file_is_missing_then_said() {
    Path file = folder.resolve("none.properties");
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "There is no configuration file %s. Give the path of one with --config, or leave it"
                + " out.",
            file);
  }

  @Test
  void when_file_is_not_utf8_then_said() throws IOException {
    Path file = folder.resolve("latin1.properties");
    Files.write(file, "job.name=Stück".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("%s is not UTF-8 text. Save the configuration file in UTF-8.", file);
  }

  @Test
  void when_file_has_a_broken_escape_then_its_line_is_named() throws IOException {
    Path file = file("grid.port=1\njob.name=\\u12\n");
    assertThatThrownBy(() -> Settings.load(file, Map.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "%s:2 has a broken \\u escape. Write four hexadecimal digits after \\u, or double the"
                + " backslash.",
            file);
  }

  @Test
  void when_size_is_no_multiple_of_slide_then_both_are_printed() {
    assertThatThrownBy(() -> load("window.slide=7s"))
        .hasMessage(
            "window.size must be a positive multiple of window.slide, but window.size is 5m"
                + " (default) and window.slide is 7s (--set). Example: window.size=301s");
    assertThatThrownBy(() -> load("window.size=10s"))
        .hasMessage(
            "window.size must be a positive multiple of window.slide, but window.size is 10s"
                + " (--set) and window.slide is 1m (default). Example: window.size=1m");
  }

  @Test
  void when_alert_thresholds_contradict_then_both_are_printed() {
    assertThatThrownBy(() -> load("alert.news2-medium.points=8"))
        .hasMessage(
            "alert.news2-medium.points must not be above alert.news2-high.points, but is 8 (--set),"
                + " and alert.news2-high.points is 7 (default). Example:"
                + " alert.news2-medium.points=7");
    assertThatThrownBy(() -> load("alert.risk-high.percent=5"))
        .hasMessageStartingWith(
            "alert.risk-high.hysteresis-percent must be below alert.risk-high.percent");
    assertThatThrownBy(() -> load("alert.hysteresis-points=3"))
        .hasMessageStartingWith("alert.hysteresis-points must be below");
    load("alert.news2-medium.points=7");
    load("alert.hysteresis-points=2");
  }

  @Test
  void when_state_expires_before_its_windows_then_all_four_are_printed() {
    assertThatThrownBy(() -> load("state.ttl=599999ms"))
        .hasMessage(
            "state.ttl must be at least window.size + watermark.lag + lateness.allowed, or states"
                + " expire before their windows do, but state.ttl is 599999ms (--set), window.size"
                + " is 5m (default), watermark.lag is 2m (default) and lateness.allowed is 3m"
                + " (default). Example: state.ttl=10m");
    load("state.ttl=10m");
  }

  @Test
  void when_two_topics_are_one_then_both_are_printed() {
    assertThatThrownBy(() -> load("kafka.topic.predictions=patient-data"))
        .hasMessage(
            "Every kafka.topic.* must name a topic of its own, but kafka.topic.input is"
                + " patient-data (default) and kafka.topic.predictions is patient-data (--set)."
                + " Example: kafka.topic.predictions=predictions");
  }

  @Test
  void when_program_gives_a_bad_value_then_refused() {
    assertThatThrownBy(
            () -> Settings.defaults().with(GridSettings.WINDOW_SIZE, Duration.ofSeconds(-1)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("window.size is ")
        .hasMessageContaining("(program)");
    Settings contradicting =
        Settings.defaults().with(GridSettings.WINDOW_SLIDE, Duration.ofHours(1));
    assertThatThrownBy(contradicting::check).isInstanceOf(SettingsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]:5701", "hal-9000.example.org:1", "127.0.0.1:65535", "a:1 , b:2"})
  void when_members_are_well_formed_then_accepted(String members) {
    assertThat(load("grid.members=" + members).get(GridSettings.GRID_MEMBERS)).isNotEmpty();
  }

  private static Settings load(String... assignments) {
    return Settings.load(null, Map.of(), Arrays.asList(assignments));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("grid.properties"), text);
  }
}
