package io.vitalgrid.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.find.Trend;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindMaxTest {
  private static final Duration SHORT = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void when_probeIsShort_then_growthByWhatIsUnderWayAnywayIsHarmless() {
    // 99 events/s at 29,344/s come to 27 ms' worth in 8 s: refused once, at a p99 of 51 ms
    assertThat(FindMax.harmlessGrowth(29_344, SHORT)).isCloseTo(183.4, within(0.1));
    assertThat(new Trend(2.5, 99).grows(FindMax.harmlessGrowth(29_344, SHORT))).isFalse();
  }

  @Test
  void when_theSystemFallsBehindByAHundredth_then_evenAShortProbeTells() {
    assertThat(new Trend(2.5, 293).grows(FindMax.harmlessGrowth(29_344, SHORT))).isTrue();
  }

  @Test
  void when_probeIsLong_then_aFiveHundredthOfTheRateIsHarmless_andNoMore() {
    assertThat(FindMax.harmlessGrowth(29_344, LONG)).isCloseTo(58.7, within(0.1));
    assertThat(FindMax.harmlessGrowth(1_000, Duration.ofSeconds(25))).isCloseTo(2, within(1e-9));
  }
}
