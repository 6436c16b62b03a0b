package io.vitalgrid.pipeline.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import org.junit.jupiter.api.Test;

/** Periods of 100 ms. */
class News2TrendTest {
  private static final int ALERT =
      Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');

  private final News2Trend trend = new News2Trend();

  private int add(long nowMs, int points) {
    return trend.add(score(points, 37), nowMs, 100);
  }

  /** A score of 0 to 3 by the respiratory rate and 2 more by the saturation. */
  private static int score(int points, double celsius) {
    double rate = new double[] {16, 10, 22, 30, 22, 30}[points];
    double spo2 = points > 3 ? 92 : 98;
    return News2Scorer.score(new double[] {70, rate, spo2, celsius, 120, 80, 5}, ALERT, 1);
  }

  @Test
  void when_periodIsOver_then_scoresAreComparedWithItsMean() {
    assertThat(add(0, 1)).isEqualTo(News2Trend.NONE);
    assertThat(add(50, 2)).isEqualTo(News2Trend.NONE);
    assertThat(add(99, 2)).isEqualTo(News2Trend.NONE);

    assertThat(add(100, 5)).as("5 less 1.6").isEqualTo(34);
    assertThat(add(150, 0)).isEqualTo(-16);
    assertThat(add(200, 5)).as("5 less 2.5").isEqualTo(25);
  }

  @Test
  void when_periodBeforeWasSilent_then_thereIsNothingToCompareWith() {
    add(0, 1);

    assertThat(add(200, 5)).isEqualTo(News2Trend.NONE);
  }

  @Test
  void when_parameterGoesMissing_then_theTrendBeginsAnew() {
    add(0, 0);
    assertThat(add(100, 3)).isEqualTo(30);

    assertThat(trend.add(score(3, Double.NaN), 150, 100)).isEqualTo(News2Trend.NONE);
    assertThat(add(160, 5)).isEqualTo(News2Trend.NONE);
  }

  @Test
  void when_thereIsNoScore_then_nothingChanges() {
    add(0, 1);

    assertThat(trend.add(News2.NONE, 50, 100)).isEqualTo(News2Trend.NONE);
    assertThat(add(100, 5)).isEqualTo(40);
  }

  @Test
  void when_packed_then_itGoesOnAsItWas() {
    add(0, 1);
    add(110, 4);
    PackedOutput out = new PackedOutput(8);
    trend.writeTo(out);
    News2Trend read = News2Trend.readFrom(new PackedInput(out.toBytes()));

    assertThat(read.add(score(5, 37), 120, 100)).isEqualTo(add(120, 5));
    assertThat(read.add(score(5, 37), 220, 100)).isEqualTo(add(220, 5));
  }
}
