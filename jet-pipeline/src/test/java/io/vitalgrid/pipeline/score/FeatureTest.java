package io.vitalgrid.pipeline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.sink.TestPanes;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTest {
  private static final Profile PROFILE =
      new Profile(0, null, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab");

  @Test
  void when_windowHasNoPressures_then_theAdmissionsCount() {
    WindowStats empty = TestPanes.emptyWindow();

    assertThat(values(PROFILE, empty))
        .containsExactly(74f, 1f, 130f, 72f, 240f, 31.5f, 1f, 0f, 5f, 1f, 2f);
  }

  @Test
  void when_windowHasPressures_then_itsMeansCount() {
    WindowStats window = TestPanes.windowOf(121, 79);

    assertThat(Feature.SYSTOLIC_BP.value(PROFILE, window)).isEqualTo(121f);
    assertThat(Feature.DIASTOLIC_BP.value(PROFILE, window)).isEqualTo(79f);
    assertThat(Feature.AGE.value(PROFILE, window)).isEqualTo(74f);
  }

  @Test
  void when_wordsBecomeNumbers_then_thoseOfTheTrainingData() {
    WindowStats window = TestPanes.emptyWindow();
    for (List<String> words :
        List.of(
            List.of("Male", "Home", "0", "0"),
            List.of("Female", "Nursing_Facility", "1", "1"),
            List.of("Other", "Rehab", "2", "2"))) {
      Profile profile =
          new Profile(
              0, null, 74, words.get(0), 130, 72, 240, 31.5, false, true, 5, 1, words.get(1));

      assertThat(Feature.GENDER.value(profile, window)).isEqualTo(Float.parseFloat(words.get(2)));
      assertThat(Feature.DISCHARGE_DESTINATION.value(profile, window))
          .isEqualTo(Float.parseFloat(words.get(3)));
      assertThat(Feature.DIABETES.value(profile, window)).isZero();
      assertThat(Feature.HYPERTENSION.value(profile, window)).isEqualTo(1f);
    }
  }

  @Test
  void when_namesAreListed_then_theyAreTheTrainingDatas_andReadBack() {
    String names = Feature.names(List.of(Feature.values()));

    assertThat(names)
        .isEqualTo(
            "age,gender,systolic_bp,diastolic_bp,cholesterol,bmi,diabetes,hypertension,"
                + "medication_count,length_of_stay,discharge_destination");
    assertThat(Feature.list(names)).containsExactly(Feature.values());
    assertThat(Feature.list(" bmi , age")).containsExactly(Feature.BMI, Feature.AGE);
    assertThatThrownBy(() -> Feature.list("age,,bmi"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("\"\"");
  }

  private static Float[] values(Profile profile, WindowStats window) {
    return Arrays.stream(Feature.values())
        .map(feature -> feature.value(profile, window))
        .toArray(Float[]::new);
  }
}
