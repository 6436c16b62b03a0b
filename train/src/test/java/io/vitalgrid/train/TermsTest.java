package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Stay;
import org.junit.jupiter.api.Test;

class TermsTest {

  @Test
  void when_aWomanWithDiabetesGoesToRehab_then_asTheJavadocSays() {
    Stay stay =
        new Stay("P000001", 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab", null);

    float[] row = Features.of(stay);

    assertThat(row).containsExactly(74, 1, 130, 72, 240, 31.5f, 1, 0, 5, 1, 2);
    assertThat(Terms.of(row))
        .containsExactly(
            74, 130, 72, 240, 31.5, 5, 1, // numbers
            1, 0, 1, 0, 0, 0, // flags
            1, 1, 0, 1); // combinations
  }

  @Test
  void when_aManWithBothDiseasesGoesHome_then_nothingIsAway() {
    Stay stay = new Stay("P000001", 50, "Male", 110, 70, 150, 18, true, true, 0, 10, "Home", null);

    assertThat(Terms.of(Features.of(stay)))
        .containsExactly(50, 110, 70, 150, 18, 0, 10, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0);
  }

  @Test
  void when_someoneElseGoesToANursingFacility_then_categoriesAreTheirNumbers() {
    Stay stay =
        new Stay(
            "P000001", 50, "Other", 110, 70, 150, 18, false, true, 0, 10, "Nursing_Facility", null);

    assertThat(Features.of(stay)).containsExactly(50, 2, 110, 70, 150, 18, 0, 1, 0, 10, 1);
    assertThat(Terms.of(Features.of(stay)))
        .containsExactly(50, 110, 70, 150, 18, 0, 10, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1);
  }
}
