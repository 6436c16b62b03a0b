package io.vitalgrid.pipeline.clinical;

import static io.vitalgrid.pipeline.clinical.News2.Band.HIGH;
import static io.vitalgrid.pipeline.clinical.News2.Band.LOW;
import static io.vitalgrid.pipeline.clinical.News2.Band.LOW_MEDIUM;
import static io.vitalgrid.pipeline.clinical.News2.Band.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.Observations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Row by row after chart 1, "The NEWS scoring system", and chart 2, "NEWS thresholds and triggers",
 * of the Royal College of Physicians, 2017.
 */
class News2Test {
  private static final double ABSENT = Double.NaN;

  private static final int NO_OXYGEN = Observations.withOxygen(Observations.NONE, false);
  private static final int ALERT = Observations.withConsciousness(NO_OXYGEN, 'A');

  @ParameterizedTest
  @CsvSource({
    "0, 3", "8, 3", "9, 1", "11, 1", "12, 0", "20, 0", "21, 2", "24, 2", "25, 3", "120, 3",
    "8.4, 3", "8.5, 1", "11.4, 1", "11.5, 0", "20.4, 0", "20.5, 2", "24.4, 2", "24.5, 3",
  })
  void when_respirationRate_then_pointsOfItsRow(double rate, int points) {
    assertThat(News2.of(rate, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3", "91, 3", "92, 2", "93, 2", "94, 1", "95, 1", "96, 0", "100, 0", "91.4, 3", "91.5, 2",
    "93.4, 2", "93.5, 1", "95.4, 1", "95.5, 0",
  })
  void when_spo2OnScaleOne_then_pointsOfItsRow(double percent, int points) {
    assertThat(News2.of(ABSENT, percent, ABSENT, ABSENT, ABSENT, Observations.NONE).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 2"})
  void when_airOrOxygen_then_pointsOfItsRow(boolean oxygen, int points) {
    int observations = Observations.withOxygen(Observations.NONE, oxygen);

    assertThat(News2.of(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, observations).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3",
    "90, 3",
    "91, 2",
    "100, 2",
    "101, 1",
    "110, 1",
    "111, 0",
    "219, 0",
    "220, 3",
    "350, 3",
    "90.4, 3",
    "90.5, 2",
    "110.4, 1",
    "110.5, 0",
    "219.4, 0",
    "219.5, 3",
  })
  void when_systolicPressure_then_pointsOfItsRow(double pressure, int points) {
    assertThat(News2.of(ABSENT, ABSENT, ABSENT, pressure, ABSENT, Observations.NONE).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3",
    "40, 3",
    "41, 1",
    "50, 1",
    "51, 0",
    "90, 0",
    "91, 1",
    "110, 1",
    "111, 2",
    "130, 2",
    "131, 3",
    "350, 3",
    "40.4, 3",
    "40.5, 1",
    "90.4, 0",
    "90.5, 1",
    "130.4, 2",
    "130.5, 3",
  })
  void when_pulse_then_pointsOfItsRow(double rate, int points) {
    assertThat(News2.of(ABSENT, ABSENT, ABSENT, ABSENT, rate, Observations.NONE).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"A, 0", "C, 3", "V, 3", "P, 3", "U, 3"})
  void when_consciousness_then_pointsOfItsRow(char letter, int points) {
    int observations = Observations.withConsciousness(Observations.NONE, letter);

    assertThat(News2.of(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, observations).total())
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "20.0, 3", "35.0, 3", "35.1, 1", "36.0, 1", "36.1, 0", "38.0, 0", "38.1, 1", "39.0, 1",
    "39.1, 2", "45.0, 2", "35.04, 3", "35.06, 1", "38.04, 0", "38.06, 1", "39.04, 1", "39.06, 2",
  })
  void when_temperature_then_pointsOfItsRow(double celsius, int points) {
    assertThat(News2.of(ABSENT, ABSENT, celsius, ABSENT, ABSENT, Observations.NONE).total())
        .isEqualTo(points);
  }

  @Test
  void when_everyParameterIsAtItsWorst_then_twenty() {
    int worst =
        Observations.withConsciousness(Observations.withOxygen(Observations.NONE, true), 'U');

    assertThat(News2.of(30, 80, 34, 80, 140, worst)).isEqualTo(new News2.Score(20, true, 0));
  }

  @Test
  void when_everyParameterIsWell_then_zeroAndLow() {
    News2.Score score = News2.of(16, 98, 37, 120, 70, ALERT);

    assertThat(score).isEqualTo(new News2.Score(0, false, 0));
    assertThat(score.band()).isEqualTo(LOW);
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, LOW",
    "1, false, LOW",
    "4, false, LOW",
    "3, true, LOW_MEDIUM",
    "4, true, LOW_MEDIUM",
    "5, false, MEDIUM",
    "5, true, MEDIUM",
    "6, false, MEDIUM",
    "7, false, HIGH",
    "7, true, HIGH",
    "20, true, HIGH",
  })
  void when_total_then_bandOfTheThresholds(int total, boolean red, News2.Band band) {
    assertThat(new News2.Score(total, red, 0).band()).isEqualTo(band);
  }

  @Test
  void when_oneParameterAloneScoresThree_then_red_butNotWhenThreeIsASum() {
    News2.Score one = News2.of(16, 98, 37, 120, 40, ALERT);
    News2.Score sum = News2.of(9, 94, 38.1, 120, 70, ALERT);

    assertThat(one).isEqualTo(new News2.Score(3, true, 0));
    assertThat(one.band()).isEqualTo(LOW_MEDIUM);
    assertThat(sum).isEqualTo(new News2.Score(3, false, 0));
    assertThat(sum.band()).isEqualTo(LOW);
  }

  @Test
  void when_totalsAreFiveAndSeven_then_mediumAndHigh() {
    assertThat(News2.of(21, 92, 38.5, 120, 70, ALERT).band()).isEqualTo(MEDIUM);
    assertThat(News2.of(21, 92, 39.5, 110, 70, ALERT).band()).isEqualTo(HIGH);
  }

  @Test
  void when_parametersAreMissing_then_theyScoreNothingAndAreCounted() {
    assertThat(News2.of(25, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE))
        .isEqualTo(new News2.Score(3, true, 6));
    assertThat(News2.of(16, 98, 37, 120, 70, Observations.NONE))
        .isEqualTo(new News2.Score(0, false, 2));
    assertThat(News2.of(16, 98, 37, 120, 70, NO_OXYGEN)).isEqualTo(new News2.Score(0, false, 1));
    assertThat(News2.of(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, ALERT))
        .isEqualTo(new News2.Score(0, false, 5));
  }

  @Test
  void when_noParameterWasRead_then_noScore() {
    assertThat(News2.of(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE)).isNull();
  }
}
