package io.vitalgrid.pipeline.clinical;

import static io.vitalgrid.pipeline.clinical.News2.Band.HIGH;
import static io.vitalgrid.pipeline.clinical.News2.Band.LOW;
import static io.vitalgrid.pipeline.clinical.News2.Band.LOW_MEDIUM;
import static io.vitalgrid.pipeline.clinical.News2.Band.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.util.Arrays;
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
    assertThat(News2.total(score(rate, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE)))
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3", "91, 3", "92, 2", "93, 2", "94, 1", "95, 1", "96, 0", "100, 0", "91.4, 3", "91.5, 2",
    "93.4, 2", "93.5, 1", "95.4, 1", "95.5, 0",
  })
  void when_spo2OnScaleOne_then_pointsOfItsRow(double percent, int points) {
    assertThat(News2.total(score(ABSENT, percent, ABSENT, ABSENT, ABSENT, Observations.NONE)))
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 2"})
  void when_airOrOxygen_then_pointsOfItsRow(boolean oxygen, int points) {
    int observations = Observations.withOxygen(Observations.NONE, oxygen);

    assertThat(News2.total(score(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, observations)))
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
    assertThat(News2.total(score(ABSENT, ABSENT, ABSENT, pressure, ABSENT, Observations.NONE)))
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
    assertThat(News2.total(score(ABSENT, ABSENT, ABSENT, ABSENT, rate, Observations.NONE)))
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({"A, 0", "C, 3", "V, 3", "P, 3", "U, 3"})
  void when_consciousness_then_pointsOfItsRow(char letter, int points) {
    int observations = Observations.withConsciousness(Observations.NONE, letter);

    assertThat(News2.total(score(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, observations)))
        .isEqualTo(points);
  }

  @ParameterizedTest
  @CsvSource({
    "20.0, 3", "35.0, 3", "35.1, 1", "36.0, 1", "36.1, 0", "38.0, 0", "38.1, 1", "39.0, 1",
    "39.1, 2", "45.0, 2", "35.04, 3", "35.06, 1", "38.04, 0", "38.06, 1", "39.04, 1", "39.06, 2",
  })
  void when_temperature_then_pointsOfItsRow(double celsius, int points) {
    assertThat(News2.total(score(ABSENT, ABSENT, celsius, ABSENT, ABSENT, Observations.NONE)))
        .isEqualTo(points);
  }

  /** On scale 2 what matters above 92 % is whether the oxygen is given. */
  @ParameterizedTest
  @CsvSource({
    "0, 3, 3",
    "83, 3, 3",
    "84, 2, 2",
    "85, 2, 2",
    "86, 1, 1",
    "87, 1, 1",
    "88, 0, 0",
    "92, 0, 0",
    "93, 0, 1",
    "94, 0, 1",
    "95, 0, 2",
    "96, 0, 2",
    "97, 0, 3",
    "100, 0, 3",
    "83.4, 3, 3",
    "83.5, 2, 2",
    "85.4, 2, 2",
    "85.5, 1, 1",
    "87.4, 1, 1",
    "87.5, 0, 0",
    "92.4, 0, 0",
    "92.5, 0, 1",
    "94.4, 0, 1",
    "94.5, 0, 2",
    "96.4, 0, 2",
    "96.5, 0, 3",
  })
  void when_spo2OnScaleTwo_then_pointsOfItsRow_onAirAndOnOxygen(
      double percent, int onAir, int onOxygen) {
    double[] values = values(ABSENT, percent, ABSENT, ABSENT, ABSENT);
    int air = Observations.withOxygen(Observations.NONE, false);
    int oxygen = Observations.withOxygen(Observations.NONE, true);

    assertThat(News2.points(News2Scorer.score(values, air, 2), Parameter.SPO2)).isEqualTo(onAir);
    assertThat(News2.points(News2Scorer.score(values, oxygen, 2), Parameter.SPO2))
        .isEqualTo(onOxygen);
    assertThat(News2.points(News2Scorer.score(values, Observations.NONE, 2), Parameter.SPO2))
        .as("nothing is said of oxygen: at least so much")
        .isEqualTo(onAir);
  }

  @Test
  void when_scaleIsTwo_then_theScoreSaysSo() {
    double[] values = values(16, 90, 37, 120, 70);

    assertThat(News2.spo2Scale(News2Scorer.score(values, ALERT, 2))).isEqualTo(2);
    assertThat(News2.spo2Scale(News2Scorer.score(values, ALERT, 1))).isEqualTo(1);
    assertThat(News2.total(News2Scorer.score(values, ALERT, 2))).isZero();
    assertThat(News2.total(News2Scorer.score(values, ALERT, 1))).isEqualTo(3);
  }

  @Test
  void when_everyParameterIsAtItsWorst_then_twenty() {
    int worst =
        Observations.withConsciousness(Observations.withOxygen(Observations.NONE, true), 'U');

    assertScore(score(30, 80, 34, 80, 140, worst), 20, true, null);
  }

  @Test
  void when_everyParameterIsWell_then_zeroAndLow() {
    int score = score(16, 98, 37, 120, 70, ALERT);

    assertScore(score, 0, false, null);
    assertThat(News2.band(score)).isEqualTo(LOW);
    assertThat(News2.isPartial(score)).isFalse();
  }

  /** Chart 2, by scores of every total around its thresholds. */
  @Test
  void when_total_then_bandOfTheThresholds() {
    assertThat(News2.band(score(21, 98, 37, 120, 70, ALERT))).as("2").isEqualTo(LOW);
    assertThat(News2.band(score(21, 92, 37, 120, 70, ALERT))).as("4").isEqualTo(LOW);
    assertThat(News2.band(score(16, 98, 37, 120, 40, ALERT))).as("3, red").isEqualTo(LOW_MEDIUM);
    assertThat(News2.band(score(16, 98, 37, 110, 40, ALERT))).as("4, red").isEqualTo(LOW_MEDIUM);
    assertThat(News2.band(score(21, 92, 38.5, 120, 70, ALERT))).as("5").isEqualTo(MEDIUM);
    assertThat(News2.band(score(16, 92, 37, 120, 40, ALERT))).as("5, red").isEqualTo(MEDIUM);
    assertThat(News2.band(score(21, 92, 39.5, 120, 70, ALERT))).as("6").isEqualTo(MEDIUM);
    assertThat(News2.band(score(21, 92, 39.5, 110, 70, ALERT))).as("7").isEqualTo(HIGH);
    assertThat(News2.band(score(25, 92, 39.5, 120, 70, ALERT))).as("7, red").isEqualTo(HIGH);
    assertThat(News2.band(score(30, 80, 34, 80, 140, ALERT))).as("15").isEqualTo(HIGH);
  }

  @Test
  void when_oneParameterAloneScoresThree_then_red_butNotWhenThreeIsASum() {
    assertScore(score(16, 98, 37, 120, 40, ALERT), 3, true, null);
    assertScore(score(9, 94, 38.1, 120, 70, ALERT), 3, false, null);
  }

  @Test
  void when_parametersAreMissing_then_theyScoreNothing_andTheScoreNamesThem() {
    assertScore(
        score(25, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE),
        3,
        true,
        "spo2,supplemental_oxygen,systolic_bp,heart_rate,consciousness,temperature");
    assertScore(
        score(16, 98, 37, 120, 70, Observations.NONE),
        0,
        false,
        "supplemental_oxygen,consciousness");
    assertScore(score(16, 98, 37, 120, 70, NO_OXYGEN), 0, false, "consciousness");
    assertThat(News2.isPartial(score(16, 98, 37, 120, 70, NO_OXYGEN))).isTrue();
  }

  @Test
  void when_noParameterWasRead_then_noScore() {
    assertThat(score(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, Observations.NONE))
        .isEqualTo(News2.NONE);
  }

  private static void assertScore(int score, int total, boolean red, String missing) {
    assertThat(News2.total(score)).isEqualTo(total);
    assertThat(News2.isRed(score)).isEqualTo(red);
    assertThat(News2.missingNames(score)).isEqualTo(missing);
  }

  private static int score(
      double rate, double spo2, double celsius, double pressure, double pulse, int observations) {
    return News2Scorer.score(values(rate, spo2, celsius, pressure, pulse), observations, 1);
  }

  private static double[] values(
      double rate, double spo2, double celsius, double pressure, double pulse) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, ABSENT);
    values[Vital.RESPIRATORY_RATE.index()] = rate;
    values[Vital.SPO2.index()] = spo2;
    values[Vital.TEMPERATURE.index()] = celsius;
    values[Vital.SYSTOLIC_BP.index()] = pressure;
    values[Vital.HEART_RATE.index()] = pulse;
    return values;
  }
}
