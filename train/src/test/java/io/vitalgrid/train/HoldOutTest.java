package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.train.CrossValidation.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoldOutTest {
  /** 1,000 stays, every eighth readmitted; the only feature is the stay's number. */
  private static Dataset numbered() {
    float[][] rows = new float[1000][];
    boolean[] labels = new boolean[1000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {i};
      labels[i] = i % 8 == 0;
    }
    return new Dataset(rows, labels);
  }

  @Test
  void when_staysAreHeldOut_then_noneIsInBoth_andNoneIsLost() {
    Split split = CrossValidation.holdOut(numbered(), 0.2, 42);

    Set<Float> all = new HashSet<>();
    for (Dataset each : List.of(split.training(), split.heldOut())) {
      for (float[] row : each.rows()) {
        assertThat(all.add(row[0])).isTrue();
      }
    }
    assertThat(all).hasSize(1000);
  }

  @Test
  void when_staysAreHeldOut_then_eachOutcomeHasItsShare() {
    Split split = CrossValidation.holdOut(numbered(), 0.2, 42);

    assertThat(split.heldOut().positives()).isEqualTo(25);
    assertThat(split.heldOut().size()).isEqualTo(200);
  }

  @Test
  void when_seedIsTheSame_then_soAreTheStays_andElseNot() {
    float[][] first = CrossValidation.holdOut(numbered(), 0.2, 42).heldOut().rows();

    assertThat(CrossValidation.holdOut(numbered(), 0.2, 42).heldOut().rows()).isDeepEqualTo(first);
    assertThat(CrossValidation.holdOut(numbered(), 0.2, 43).heldOut().rows()[0][0])
        .isNotEqualTo(first[0][0]);
  }
}
