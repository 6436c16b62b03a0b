package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticTrainerTest {
  private static final List<Stay> STAYS = Cohort.generate(30_000, 11);

  @Test
  void when_trained_then_meanRiskIsTheObservedRate() {
    Dataset data = Dataset.of(STAYS);

    LogisticModel model = LogisticTrainer.train(data);

    assertThat(Metrics.mean(model.predict(data.rows()))).isCloseTo(data.rate(), within(0.001));
  }

  @Test
  void when_trained_then_theRuleOfTheDataIsFound() {
    LogisticModel model = LogisticTrainer.train(Dataset.of(STAYS));

    for (String destination : List.of("Home", "Rehab", "Nursing_Facility")) {
      for (int diseases = 0; diseases < 4; diseases++) {
        boolean atRisk = !destination.equals("Home") && diseases > 0;
        assertThat(model.predict(Features.of(typical(destination, diseases))))
            .as("%s, diseases %d", destination, diseases)
            .isCloseTo(atRisk ? 0.199 : 0.100, within(0.02));
      }
    }
  }

  /** LIBLINEAR names its classes in the order in which it meets them. */
  @Test
  void when_theFirstStayHasTheOtherOutcome_then_theSameModel() {
    List<Stay> first = new ArrayList<>(STAYS);
    Collections.swap(first, 0, indexOf(true));
    List<Stay> other = new ArrayList<>(STAYS);
    Collections.swap(other, 0, indexOf(false));
    float[] row = Features.of(typical("Rehab", 3));

    assertThat(first.get(0).readmitted()).isNotEqualTo(other.get(0).readmitted());
    assertThat(LogisticTrainer.train(Dataset.of(first)).predict(row))
        .isCloseTo(LogisticTrainer.train(Dataset.of(other)).predict(row), within(0.002));
  }

  @Test
  void when_aColumnNeverChanges_then_itHasNoWeight() {
    Dataset data = Dataset.of(STAYS.subList(0, 2_000));
    for (float[] row : data.rows()) {
      row[Features.indexOf("age")] = 50;
    }

    LogisticModel model = LogisticTrainer.train(data);

    assertThat(model.weight(0)).isZero();
    assertThat(model.bias()).isFinite();
  }

  @Test
  void when_crossValidatedTwice_then_theSame() {
    Dataset data = Dataset.of(STAYS.subList(0, 3_000));

    assertThat(CrossValidation.run(data, 3, 5, LogisticTrainer::train, auc -> {}))
        .isEqualTo(CrossValidation.run(data, 3, 5, LogisticTrainer::train, auc -> {}))
        .isNotEqualTo(CrossValidation.run(data, 3, 6, LogisticTrainer::train, auc -> {}));
  }

  @Test
  void when_foldsAreDealt_then_eachModelSeesTheOthersWithTheirShareOfReadmissions() {
    Dataset data = Dataset.of(STAYS.subList(0, 1_000));
    List<Integer> seenPositives = new ArrayList<>();
    LogisticModel any = LogisticTrainer.train(data);

    CrossValidation.run(
        data,
        4,
        1,
        seen -> {
          assertThat(seen.size()).isBetween(749, 751);
          seenPositives.add(seen.positives());
          return any;
        },
        auc -> {});

    assertThat(seenPositives).hasSize(4);
    assertThat(Collections.max(seenPositives) - Collections.min(seenPositives)).isLessThan(2);
    assertThat(seenPositives.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(3 * data.positives());
  }

  @Test
  void when_anOutcomeIsTooRareForTheFolds_then_saysBothCounts() {
    List<Stay> few = STAYS.stream().filter(Stay::readmitted).limit(3).toList();

    assertThatThrownBy(
            () -> CrossValidation.run(Dataset.of(few), 5, 1, LogisticTrainer::train, auc -> {}))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("3 stays with a readmission and 0 without")
        .hasMessageContaining("at least 5 of each");
  }

  private static int indexOf(boolean readmitted) {
    int index = 0;
    while (STAYS.get(index).readmitted() != readmitted) {
      index++;
    }
    return index;
  }

  /**
   * @param diseases bit 0 diabetes, bit 1 hypertension
   */
  private static Stay typical(String destination, int diseases) {
    return new Stay(
        "P000001",
        54,
        "Male",
        135,
        85,
        225,
        29,
        (diseases & 1) != 0,
        (diseases & 2) != 0,
        5,
        5,
        destination,
        null);
  }
}
