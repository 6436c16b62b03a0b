package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.train.Metrics.CalibrationBin;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void when_everyReadmittedStayRanksHigher_then_aucIsOne() {
    assertThat(Metrics.auc(new double[] {0.1, 0.9, 0.2, 0.8}, labels(0, 1, 0, 1))).isEqualTo(1.0);
    assertThat(Metrics.auc(new double[] {0.1, 0.9, 0.2, 0.8}, labels(1, 0, 1, 0))).isEqualTo(0.0);
  }

  @Test
  void when_onePairOfFourIsTheWrongWayRound_then_aucIsThreeQuarters() {
    assertThat(Metrics.auc(new double[] {0.1, 0.4, 0.35, 0.8}, labels(0, 0, 1, 1))).isEqualTo(0.75);
  }

  @Test
  void when_risksAreTied_then_theyCountHalf() {
    assertThat(Metrics.auc(new double[] {0.3, 0.3, 0.3}, labels(1, 0, 0))).isEqualTo(0.5);
    assertThat(Metrics.auc(new double[] {0.3, 0.3, 0.1}, labels(1, 0, 0))).isEqualTo(0.75);
  }

  @Test
  void when_comparedWithAllPairs_then_equal() {
    SplittableRandom random = new SplittableRandom(3);
    double[] risks = new double[500];
    boolean[] labels = new boolean[500];
    for (int i = 0; i < risks.length; i++) {
      risks[i] = random.nextInt(40) / 40.0;
      labels[i] = random.nextDouble() < 0.2 + 0.3 * risks[i];
    }

    assertThat(Metrics.auc(risks, labels)).isCloseTo(aucByPairs(risks, labels), within(1e-12));
  }

  @Test
  void when_brier_then_meanSquaredDifference() {
    assertThat(Metrics.brier(new double[] {0.5, 0.2}, labels(1, 0)))
        .isCloseTo((0.25 + 0.04) / 2, within(1e-15));
  }

  @Test
  void when_calibrationIsAskedFor_then_binsOfRisingRisk() {
    double[] risks = {0.4, 0.1, 0.3, 0.2, 0.5};

    assertThat(Metrics.calibration(risks, labels(1, 0, 0, 1, 1), 2))
        .usingRecursiveFieldByFieldElementComparator()
        .usingComparatorForType(MetricsTest::compareRounded, Double.class)
        .containsExactly(new CalibrationBin(2, 0.15, 0.5), new CalibrationBin(3, 0.4, 2 / 3.0));
  }

  private static int compareRounded(double a, double b) {
    return Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b);
  }

  private static double aucByPairs(double[] risks, boolean[] labels) {
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < risks.length; i++) {
      for (int j = 0; j < risks.length; j++) {
        if (labels[i] && !labels[j]) {
          won += risks[i] > risks[j] ? 1 : risks[i] == risks[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  private static boolean[] labels(int... values) {
    boolean[] labels = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      labels[i] = values[i] == 1;
    }
    return labels;
  }

  /** Called at risk from 0.6 on: 0.9 rightly, 0.6 wrongly; 0.2 is missed. */
  @Test
  void when_thresholdIsGiven_then_fourCasesAreCounted() {
    double[] risks = {0.9, 0.6, 0.5, 0.2, 0.1};
    boolean[] labels = {true, false, false, true, false};

    Metrics.Confusion confusion = Metrics.confusion(risks, labels, 0.6);

    assertThat(confusion).isEqualTo(new Metrics.Confusion(0.6, 1, 1, 1, 2));
    assertThat(confusion.sensitivity()).isEqualTo(0.5);
    assertThat(confusion.specificity()).isEqualTo(2 / 3.0);
    assertThat(confusion.precision()).isEqualTo(0.5);
  }

  /** From 0.7 on: both readmitted found, one of three others wrongly. */
  @Test
  void when_bestThresholdIsSought_then_sensitivityAndSpecificityHaveTheLargestSum() {
    double[] risks = {0.1, 0.7, 0.3, 0.8, 0.9};
    boolean[] labels = {false, true, false, false, true};

    assertThat(Metrics.bestThreshold(risks, labels)).isEqualTo(0.7);
  }
}
