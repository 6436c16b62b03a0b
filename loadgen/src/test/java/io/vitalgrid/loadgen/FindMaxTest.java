package io.vitalgrid.loadgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.find.Trend;
import io.vitalgrid.loadgen.measure.Probes;
import io.vitalgrid.loadgen.report.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindMaxTest {
  private static final Duration SHORT = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "10, 0.03, 60000, 1, false", // one under way is none too many
    "10, 0.03, 60000, 2, true",
    "1000, 1.08, 60000, 1081, false",
    "1000, 1.08, 60000, 1082, true",
    "1000, 1.08, 4079, 1000000, false", // most of them may be of the warm-up
    "1000, 1.08, 4080, 1000000, true",
    "1000, Infinity, 60000, 1000000, false",
  })
  void when_moreWaitThanAnObjectiveCanBear_onceThatMuchIsMeasured_then_theProbeIsHopeless(
      int rate, double seconds, long elapsedMs, long backlog, boolean hopeless) {
    FindMax.Hopeless judge = new FindMax.Hopeless(Duration.ofSeconds(3), rate, seconds);

    assertThat(judge.test(second(elapsedMs, backlog))).isEqualTo(hopeless);
    assertThat(judge.isSeen()).isEqualTo(hopeless);
  }

  private static Report.Second second(long elapsedMs, long backlog) {
    return new Report.Second(
        elapsedMs,
        0,
        0,
        0,
        0,
        0,
        0,
        backlog,
        new Probes.Seen(
            Optional.empty(), Optional.empty(), Optional.of(0L), OptionalLong.empty(), Map.of()));
  }

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
