package io.vitalgrid.loadgen.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A generated cohort is like the public data set; both are held to the same facts. */
class CohortGenerateTest {
  private static final int COUNT = 30_000;

  @Test
  void when_generated_then_likeTheDataSet() {
    assertLikeTheDataSet(Cohort.generate(COUNT, 1));
  }

  @Test
  void when_theDataSetIsThere_then_theFactsAreItsOwn() throws IOException {
    Path csv =
        Path.of(
            System.getProperty("vitalgrid.home", "."),
            "../shared/data/hospital_readmissions_30k.csv");
    assumeTrue(Files.exists(csv), "the data set is not here");

    assertLikeTheDataSet(Cohort.read(csv));
  }

  @Test
  void when_generatedTwice_then_theSame() {
    assertThat(Cohort.generate(1_000, 7)).isEqualTo(Cohort.generate(1_000, 7));
    assertThat(Cohort.generate(1_000, 7)).isNotEqualTo(Cohort.generate(1_000, 8));
  }

  @Test
  void when_generatedShorter_then_theBeginningOfTheLonger() {
    assertThat(Cohort.generate(10, 7)).isEqualTo(Cohort.generate(1_000, 7).subList(0, 10));
  }

  @Test
  void when_countIsOutOfRange_then_saysTheRange() {
    assertThatThrownBy(() -> Cohort.generate(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count is 0")
        .hasMessageContaining("999999");
    assertThatThrownBy(() -> Cohort.generate(1_000_000, 1)).hasMessageContaining("1000000");
  }

  private static void assertLikeTheDataSet(List<Stay> stays) {
    assertThat(stays).hasSize(COUNT);
    assertThat(stays.get(0).patientId()).isEqualTo("P000001");
    assertThat(stays.get(COUNT - 1).patientId()).isEqualTo("P030000");
    assertUniform(stays, Stay::age, 18, 90);
    assertUniform(stays, Stay::systolicBp, 110, 160);
    assertUniform(stays, Stay::diastolicBp, 70, 100);
    assertUniform(stays, Stay::cholesterol, 150, 300);
    assertUniform(stays, Stay::bmi, 18, 40);
    assertUniform(stays, Stay::medicationCount, 0, 10);
    assertUniform(stays, Stay::lengthOfStay, 1, 10);
    for (String gender : List.of("Male", "Female", "Other")) {
      assertShare(stays, s -> s.gender().equals(gender), 0.333);
    }
    assertShare(stays, Stay::diabetes, 0.5);
    assertShare(stays, Stay::hypertension, 0.5);
    assertShare(stays, s -> s.dischargeDestination().equals("Home"), 0.696);
    assertShare(stays, s -> s.dischargeDestination().equals("Rehab"), 0.203);
    assertShare(stays, s -> s.dischargeDestination().equals("Nursing_Facility"), 0.101);
    assertShare(stays, Stay::readmitted, 0.122);
    assertShare(
        stays.stream().filter(CohortGenerateTest::atRisk).toList(), Stay::readmitted, 0.199);
    assertShare(stays.stream().filter(s -> !atRisk(s)).toList(), Stay::readmitted, 0.0995);
  }

  private static boolean atRisk(Stay stay) {
    return !stay.dischargeDestination().equals("Home") && (stay.diabetes() || stay.hypertension());
  }

  /** Ends, mean and mean square of a uniform column, within about four standard errors. */
  private static void assertUniform(
      List<Stay> stays, ToDoubleFunction<Stay> column, double min, double max) {
    double width = max - min;
    double[] scaled =
        stays.stream().mapToDouble(s -> (column.applyAsDouble(s) - min) / width).toArray();
    double meanSquare = 0;
    double sum = 0;
    for (double value : scaled) {
      assertThat(value).isBetween(0.0, 1.0);
      sum += value;
      meanSquare += (value - 0.5) * (value - 0.5) / scaled.length;
    }
    assertThat(scaled).contains(0.0, 1.0);
    assertThat(sum / scaled.length).isCloseTo(0.5, within(0.008));
    // A uniform column of k distinct values has the variance (k + 1) / (k - 1) / 12 on [0, 1].
    double distinct = (double) stays.stream().mapToDouble(column).distinct().count();
    assertThat(meanSquare).isCloseTo((distinct + 1) / (distinct - 1) / 12, within(0.003));
  }

  private static void assertShare(List<Stay> stays, Predicate<Stay> chosen, double share) {
    double measured = (double) stays.stream().filter(chosen).count() / stays.size();
    double fourStandardErrors = 4 * Math.sqrt(share * (1 - share) / stays.size());
    assertThat(measured).isCloseTo(share, within(fourStandardErrors));
  }
}
