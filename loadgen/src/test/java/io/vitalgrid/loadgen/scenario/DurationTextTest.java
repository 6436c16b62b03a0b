package io.vitalgrid.loadgen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.loadgen.event.DelayRange;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationTextTest {
  @Test
  void when_durationIsWritten_then_inAnyOfItsForms() {
    assertThat(DurationText.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(DurationText.duration("60s")).isEqualTo(Duration.ofSeconds(60));
    assertThat(DurationText.duration("2m")).isEqualTo(Duration.ofMinutes(2));
    assertThat(DurationText.duration("2min")).isEqualTo(Duration.ofMinutes(2));
    assertThat(DurationText.duration("24h")).isEqualTo(Duration.ofHours(24));
    assertThat(DurationText.duration("1d")).isEqualTo(Duration.ofDays(1));
    assertThat(DurationText.duration("PT10S")).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void when_itIsNone_then_itIsNamedWithTheRule() {
    for (String text : new String[] {"7", "s", "-1s", "1.5s", "", "PT-3S", "1 week"}) {
      assertThatThrownBy(() -> DurationText.duration(text))
          .hasMessageContaining("'" + text + "'")
          .hasMessageContaining("such as 500ms");
    }
  }

  @Test
  void when_rangeIsWritten_then_openEndMeansTwice_andOneValueExactly() {
    assertThat(DurationText.range("7s..20s")).isEqualTo(range(7, 20));
    assertThat(DurationText.range("7s..")).isEqualTo(range(7, 14));
    assertThat(DurationText.range("7s")).isEqualTo(range(7, 7));
    assertThatThrownBy(() -> DurationText.range("9s..7s")).hasMessageContaining("upside down");
  }

  private static DelayRange range(int minSeconds, int maxSeconds) {
    return new DelayRange(Duration.ofSeconds(minSeconds), Duration.ofSeconds(maxSeconds));
  }
}
