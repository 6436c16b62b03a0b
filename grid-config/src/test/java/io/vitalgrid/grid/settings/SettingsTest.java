package io.vitalgrid.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("grid.properties");
  }

  @Test
  void when_nothing_is_given_then_defaults() {
    Settings settings = Settings.load(null, NO_VARIABLES, List.of());

    assertThat(settings.get(GridSettings.WINDOW_SIZE)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.get(GridSettings.GRID_PORT)).isEqualTo(5701);
    assertThat(settings.get(GridSettings.GRID_MEMBERS)).isEmpty();
    assertThat(settings.kafkaProperties()).isEmpty();
    assertThat(GridSettings.ALL).noneMatch(settings::isSet);
    assertThat(settings.origin(GridSettings.WINDOW_SIZE)).isEqualTo("default");
  }

  @Test
  void when_given_in_several_places_then_the_later_wins() throws IOException {
    Files.writeString(
        file,
        """
        # four places, four winners
        window.size = 2m
        window.slide = 10s
        watermark.lag = 7s
        """);
    Map<String, String> variables =
        Map.of("VITALGRID_WINDOW_SIZE", "30s", "VITALGRID_WINDOW_SLIDE", "5s", "PATH", "/bin");

    Settings settings = Settings.load(file, variables, List.of("window.size=10s"));

    assertThat(settings.get(GridSettings.WINDOW_SIZE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.origin(GridSettings.WINDOW_SIZE)).isEqualTo("--set");
    assertThat(settings.get(GridSettings.WINDOW_SLIDE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.origin(GridSettings.WINDOW_SLIDE))
        .isEqualTo("environment VITALGRID_WINDOW_SLIDE");
    assertThat(settings.get(GridSettings.WATERMARK_LAG)).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.origin(GridSettings.WATERMARK_LAG)).isEqualTo(file + ":4");
    assertThat(settings.get(GridSettings.LATENESS_ALLOWED)).isEqualTo(Duration.ofMinutes(3));
    assertThat(settings.origin(GridSettings.LATENESS_ALLOWED)).isEqualTo("default");
  }

  @Test
  void when_assigned_twice_then_the_last_wins() {
    Settings settings = Settings.load(null, NO_VARIABLES, List.of("http.port=1", "http.port= 2 "));
    assertThat(settings.get(GridSettings.HTTP_PORT)).isEqualTo(2);
  }

  @Test
  void when_default_is_given_then_it_counts_as_set() {
    Settings settings = Settings.load(null, NO_VARIABLES, List.of("window.size=5m"));
    assertThat(settings.isSet(GridSettings.WINDOW_SIZE)).isTrue();
    assertThat(settings.isSet(GridSettings.WINDOW_SLIDE)).isFalse();
  }

  @Test
  void when_kafka_properties_then_passed_by_their_own_names() throws IOException {
    Files.writeString(
        file,
        """
        kafka.properties.security.protocol=SASL_SSL
        kafka.properties.sasl.jaas.config=org.example.Login required \\
            username="u" password="p=1";
        """);

    Settings settings =
        Settings.load(file, NO_VARIABLES, List.of("kafka.properties.max.poll.records=100"));

    assertThat(settings.kafkaProperties())
        .containsOnly(
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry(
                "sasl.jaas.config", "org.example.Login required username=\"u\" password=\"p=1\";"),
            Map.entry("max.poll.records", "100"));
    assertThat(settings.toString()).doesNotContain("p=1");
  }

  @Test
  void when_launcher_variables_then_ignored() {
    Map<String, String> variables =
        Map.of(
            "VITALGRID_HOME", "/opt/v",
            "VITALGRID_CHILD", "1",
            "VITALGRID_JAVA_OPTS", "-Xmx1g",
            "VITALGRID_KEEP", "/opt/v/target/cds.new",
            "VITALGRID_NO_BUILD", "1");
    Settings settings = Settings.load(null, variables, List.of());
    assertThat(GridSettings.ALL).noneMatch(settings::isSet);
  }

  @Test
  void when_names_have_hyphens_and_underscores_then_variables_have_underscores() {
    Map<String, String> variables =
        Map.of(
            "VITALGRID_JOB_SNAPSHOT_INTERVAL", "250ms",
            "VITALGRID_MAPS_LATE_EVENTS_TTL", "1h",
            "VITALGRID_GRID_MEMBERS", "10.0.0.1:5701, [::1]:5702");
    Settings settings = Settings.load(null, variables, List.of());
    assertThat(settings.get(GridSettings.JOB_SNAPSHOT_INTERVAL)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.get(GridSettings.MAPS_LATE_EVENTS_TTL)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.get(GridSettings.GRID_MEMBERS))
        .containsExactly("10.0.0.1:5701", "[::1]:5702");
  }

  @Test
  void when_with_then_only_the_copy_changes() {
    Settings defaults = Settings.defaults();
    Settings changed = defaults.with(GridSettings.HTTP_PORT, 0);
    assertThat(changed.get(GridSettings.HTTP_PORT)).isZero();
    assertThat(changed.isSet(GridSettings.HTTP_PORT)).isTrue();
    assertThat(defaults.get(GridSettings.HTTP_PORT)).isEqualTo(8080);
  }

  @Test
  void when_default_is_replaced_then_given_values_stay() {
    Settings settings =
        Settings.load(null, NO_VARIABLES, List.of("http.port=1"))
            .withDefault(GridSettings.HTTP_PORT, 2)
            .withDefault(GridSettings.GRID_PORT, 3);
    assertThat(settings.get(GridSettings.HTTP_PORT)).isEqualTo(1);
    assertThat(settings.get(GridSettings.GRID_PORT)).isEqualTo(3);
    assertThat(settings.isSet(GridSettings.GRID_PORT)).isFalse();
    assertThat(settings.text(GridSettings.GRID_PORT)).isEqualTo("3");
  }

  @Test
  void when_loaded_over_other_defaults_then_rules_hold_for_the_sum() {
    Settings shortWindows =
        Settings.defaults()
            .withDefault(GridSettings.WINDOW_SIZE, Duration.ofSeconds(30))
            .withDefault(GridSettings.WINDOW_SLIDE, Duration.ofSeconds(5));

    Settings settings = Settings.load(shortWindows, null, NO_VARIABLES, List.of("window.size=10s"));

    assertThat(settings.get(GridSettings.WINDOW_SIZE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.get(GridSettings.WINDOW_SLIDE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.isSet(GridSettings.WINDOW_SLIDE)).isFalse();
    assertThatThrownBy(
            () -> Settings.load(null, NO_VARIABLES, List.of("window.size=10s")),
            "over the ordinary slide of 1m")
        .isInstanceOf(SettingsException.class);
  }

  @Test
  void when_durations_are_milliseconds_then_accepted() {
    List<String> assignments =
        List.of(
            "window.size=10ms",
            "window.slide=1ms",
            "watermark.lag=0s",
            "lateness.allowed=0ms",
            "state.ttl=10ms");
    Settings settings = Settings.load(null, NO_VARIABLES, assignments);
    assertThat(settings.get(GridSettings.WINDOW_SLIDE)).isEqualTo(Duration.ofMillis(1));
    assertThat(settings.get(GridSettings.WATERMARK_LAG)).isZero();
  }
}
