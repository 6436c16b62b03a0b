package io.vitalgrid.pipeline.score.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.sink.TestPanes;
import io.vitalgrid.pipeline.window.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final Profile PROFILE =
      new Profile(0, null, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab");

  @Test
  void when_windowHasNoPressures_then_theAdmissionsCount() {
    Pane pane = TestPanes.paneOf(PROFILE, TestPanes.emptyWindow());

    assertThat(Features.ofProfile().stream().map(feature -> feature.value(pane)))
        .containsExactly(74f, 1f, 130f, 72f, 240f, 31.5f, 1f, 0f, 5f, 1f, 2f);
  }

  @Test
  void when_windowHasPressures_then_itsMeansCount() {
    Pane pane = TestPanes.paneOf(PROFILE, TestPanes.windowOf(121, 79));

    assertThat(value("systolic_bp", pane)).isEqualTo(121f);
    assertThat(value("diastolic_bp", pane)).isEqualTo(79f);
    assertThat(value("age", pane)).isEqualTo(74f);
  }

  @Test
  void when_wordsBecomeNumbers_then_thoseOfTheTrainingData() {
    for (List<String> words :
        List.of(
            List.of("Male", "Home", "0"),
            List.of("Female", "Nursing_Facility", "1"),
            List.of("Other", "Rehab", "2"))) {
      Profile profile =
          new Profile(
              0, null, 74, words.get(0), 130, 72, 240, 31.5, false, true, 5, 1, words.get(1));
      Pane pane = TestPanes.paneOf(profile, TestPanes.emptyWindow());

      assertThat(value("gender", pane)).isEqualTo(Float.parseFloat(words.get(2)));
      assertThat(value("discharge_destination", pane)).isEqualTo(Float.parseFloat(words.get(2)));
      assertThat(value("diabetes", pane)).isZero();
      assertThat(value("hypertension", pane)).isEqualTo(1f);
      assertThat(Features.named("gender").words().get((int) value("gender", pane)))
          .isEqualTo(words.get(0));
    }
  }

  /** Heart rates 80, 90, 100 one minute apart, the last one 30 s before the window's end. */
  @Test
  void when_windowHasReadings_then_itsStatisticsAreFeatures() {
    Pane pane = TestPanes.paneOf(PROFILE, TestPanes.windowOfHeartRates(80, 90, 100));

    assertThat(value("heart_rate_count", pane)).isEqualTo(3f);
    assertThat(value("heart_rate_mean", pane)).isEqualTo(90f);
    assertThat(value("heart_rate_min", pane)).isEqualTo(80f);
    assertThat(value("heart_rate_max", pane)).isEqualTo(100f);
    assertThat(value("heart_rate_stddev", pane)).isCloseTo(8.16497f, within(1e-4f));
    assertThat(value("heart_rate_slope", pane)).isCloseTo(10f, within(1e-4f));
    assertThat(value("heart_rate_last", pane)).isEqualTo(100f);
    assertThat(value("event_count", pane)).isEqualTo(3f);
    assertThat(value("news2", pane)).isEqualTo(1f);
  }

  /** The pressure was read 1 ms before the window's end, the heart rate 30 s before it. */
  @Test
  void when_aVitalWasReadLongerAgo_then_itsAgeSaysSo() {
    Pane early = TestPanes.paneOf(PROFILE, TestPanes.windowOfHeartRates(80, 90, 100));
    Pane settled = TestPanes.settled(early);

    assertThat(value("heart_rate_age", early)).isZero();
    assertThat(value("heart_rate_age", settled)).isEqualTo(30f);
    assertThat(settled.timing()).isEqualTo(Timing.ON_TIME);
  }

  @Test
  void when_windowLacksAVital_then_itsFeaturesAreMissing_andOnlyThose() {
    Pane pane = TestPanes.paneOf(PROFILE, TestPanes.emptyWindow());

    for (Feature feature : Features.all()) {
      boolean counted = feature.featureName().endsWith("count");
      boolean mayBe = feature.mayBeMissing() && !counted;
      assertThat(Float.isNaN(feature.value(pane))).as(feature.featureName()).isEqualTo(mayBe);
    }
  }

  @Test
  void when_allAreListed_then_profileEightFiguresAVitalAndTwoMore() {
    assertThat(Features.all()).hasSize(11 + 8 * Vital.COUNT + 2);
    assertThat(Features.all()).allMatch(feature -> feature.low() < feature.high());
  }

  @Test
  void when_namesAreListed_then_theyAreTheTrainingDatas_andReadBack() {
    String names = Feature.names(Features.ofProfile());

    assertThat(names)
        .isEqualTo(
            "age,gender,systolic_bp,diastolic_bp,cholesterol,bmi,diabetes,hypertension,"
                + "medication_count,length_of_stay,discharge_destination");
    assertThat(Feature.list(names)).isEqualTo(Features.ofProfile());
    assertThat(Feature.list(" bmi , age"))
        .containsExactly(Features.named("bmi"), Features.named("age"));
    assertThatThrownBy(() -> Feature.list("age,,bmi"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("\"\"");
  }

  private static float value(String name, Pane pane) {
    return Features.named(name).value(pane);
  }
}
