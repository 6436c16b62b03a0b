package io.vitalgrid.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "0ms, 0",
    "500ms, 500",
    "10s, 10000",
    "10 s, 10000",
    "2m, 120000",
    "2min, 120000",
    "24h, 86400000",
    "1d, 86400000",
    "PT10S, 10000",
    "pt1m30s, 90000",
    "PT0.25S, 250"
  })
  void when_parsed_then_milliseconds(String text, long ms) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "1500, 1500ms",
    "90000, 90s",
    "120000, 2m",
    "5400000, 90m",
    "86400000, 24h",
    "129600000, 36h",
    "172800000, 2d"
  })
  void when_printed_then_shortest_exact_form(long ms, String text) {
    assertThat(Durations.print(Duration.ofMillis(ms))).isEqualTo(text);
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "10 sec",
        "-10s",
        "1.5s",
        "1e3ms",
        "10S5",
        "PT0.0001S",
        "PT",
        "999999999999999999d",
        "9999999999999999999ms",
        "PT9000000000000000000S"
      })
  void when_no_duration_then_refused(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
