package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaselineTest {
  @Test
  void when_valuesAreFew_then_eachIsAnEdge_andOneIsBelowAll() {
    assertThat(Baseline.edges(new float[] {0, 0, 1, 1, 2}))
        .containsExactly(-Float.MIN_VALUE, 0, 1, 2);
    assertThat(Baseline.edges(new float[] {7, 7})).containsExactly(Math.nextDown(7f), 7);
  }

  @Test
  void when_oneOfManyValuesIsMost_then_otherValuesAreInOtherBins() {
    float[] values = new float[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = Math.min(i, 20);
    }
    assertThat(Baseline.edges(values)).containsExactly(20);
  }

  @Test
  void when_valuesAreMany_then_quantiles() {
    float[] values = new float[1000];
    for (int i = 0; i < 1000; i++) {
      values[i] = i;
    }
    assertThat(Baseline.edges(values)).containsExactly(100, 200, 300, 400, 500, 600, 700, 800, 900);
  }
}
