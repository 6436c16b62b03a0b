package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final List<Integer> FIXED = List.of(1_000, 10_000);

  @Test
  void when_noLimitsWereSearched_then_onlyTheFixedRates() {
    assertThat(Rate.of(FIXED, Map.of())).extracting(Rate::perSecond).containsExactly(1_000, 10_000);
  }

  @Test
  void when_flinkIsTheSlowest_then_itsRateIsMeasuredOnceUnderBothNames() {
    assertThat(Rate.of(FIXED, Map.of(Subject.FLINK, 40_000, Subject.VITALGRID, 60_000)))
        .endsWith(
            new Rate(List.of(Rate.HALF), 20_000),
            new Rate(List.of(Rate.MOST, Rate.MOST_OF_FLINK), 32_000));
  }

  @Test
  void when_anotherIsTheSlowest_then_flinksRateComesToo() {
    assertThat(Rate.of(FIXED, Map.of(Subject.FLINK, 40_000, Subject.FLOOR, 10_000)))
        .endsWith(
            new Rate(List.of(Rate.HALF), 5_000),
            new Rate(List.of(Rate.MOST), 8_000),
            new Rate(List.of(Rate.MOST_OF_FLINK), 32_000));
  }

  @Test
  void when_aSystemHoldsNothing_then_partsOfItsLimitAreLeftOut() {
    assertThat(Rate.of(FIXED, Map.of(Subject.FLINK, 0, Subject.FLOOR, 10_000))).hasSize(2);
  }

  @Test
  void when_aRateIsAboveASystemsLimit_then_itIsNotMeasuredThere() {
    List<Rate> rates = List.of(Rate.fixed(1_000), Rate.fixed(10_000));
    assertThat(Rate.within(rates, 9_999)).containsExactly(Rate.fixed(1_000));
    assertThat(Rate.within(rates, null)).isEqualTo(rates);
  }
}
