package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitalgrid.pipeline.metrics.Latencies;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
  /** 1 to 1000 ms, once each. */
  private static Histogram evenly() {
    Histogram histogram = Latencies.empty();
    for (int ms = 1; ms <= 1000; ms++) {
      histogram.recordValue(ms);
    }
    return histogram;
  }

  @ParameterizedTest
  @CsvSource({
    "p50<501ms, true",
    "p50<500ms, false",
    "p99<991ms, true",
    "p99<990ms, false",
    "p99.9 < 1s, true",
    "p99.9<999ms, false",
    "max<1001ms, true",
    "max<1s, false",
    "lost=0, false",
    "lost=2, true",
  })
  void when_theValueReachesTheLimit_then_itIsMissed(String text, boolean met) {
    assertThat(Objective.parse(text).isMet(evenly(), 2)).isEqualTo(met);
  }

  @Test
  void when_nothingWasMeasured_then_latencyIsMissed() {
    Objective objective = Objective.parse("p99<30ms");

    assertThat(objective.isMet(Latencies.empty(), 0)).isFalse();
    assertThat(objective.report(Latencies.empty(), 0)).isEqualTo("p99<30ms: MISSED, not measured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p95<3ms", "p99>30ms", "p99<30", "lost<1", "", "p99<-1ms"})
  void when_textIsNoObjective_then_theMessageShowsOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Objective.parse(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("p99<30ms");
  }
}
