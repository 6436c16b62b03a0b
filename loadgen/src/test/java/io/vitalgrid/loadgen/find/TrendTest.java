package io.vitalgrid.loadgen.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrendTest {
  private final SplittableRandom random = new SplittableRandom(42);

  @Test
  void when_seriesIsKnown_then_theFiguresOfTheTextbookComeOut() {
    // S = 21 of 28 pairs up, none tied; variance 8*7*21/18.
    Trend trend = Trend.of(List.of(2.0, 1.0, 3.0, 4.0, 6.0, 5.0, 8.0, 7.0));

    assertThat(trend.z()).isCloseTo((22 - 1) / Math.sqrt(8 * 7 * 21 / 18.0), within(1e-9));
    assertThat(trend.slope()).isCloseTo(0.9, within(0.15));
  }

  @Test
  void when_theSystemFallsBehindByAHundredthOfTheRate_then_itGrows() {
    assertThat(Trend.of(backlog(30, 10)).grows(2)).isTrue();
  }

  @Test
  void when_theBacklogIsSteady_then_itHardlyEverGrows() {
    int grew = 0;
    for (int i = 0; i < 1000; i++) {
      grew += Trend.of(backlog(30, 0)).grows(0) ? 1 : 0;
    }
    assertThat(grew).as("of 1,000; one in a hundred by chance").isLessThan(25);
  }

  @Test
  void when_thereIsOnePauseAndItRecovers_then_itDoesNotGrow() {
    List<Double> values = backlog(30, 0);
    for (int i = 0; i < 5; i++) {
      values.set(20 + i, 1000.0 * i);
    }
    assertThat(Trend.of(values).grows(2)).isFalse();
  }

  @Test
  void when_thereAreFewValues_orAllTheSame_then_nothingIsSaid() {
    assertThat(Trend.of(List.of(1.0, 2.0, 3.0)).grows(0)).isFalse();
    assertThat(Trend.of(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)).grows(0)).isFalse();
  }

  /** 20 ± 15 events, and so many more each second. */
  private List<Double> backlog(int seconds, double growth) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      values.add(5 + 30 * random.nextDouble() + growth * i);
    }
    return values;
  }
}
