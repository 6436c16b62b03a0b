package io.vitalgrid.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void when_valueIsAtAnEdge_then_itBelongsToTheLowerBin() {
    Bins bins = new Bins(40, 60);
    assertThat(bins.count()).isEqualTo(4);
    assertThat(bins.indexOf(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.indexOf(40)).isZero();
    assertThat(bins.indexOf(Math.nextUp(40f))).isEqualTo(1);
    assertThat(bins.indexOf(60)).isEqualTo(1);
    assertThat(bins.indexOf(1000)).isEqualTo(2);
    assertThat(bins.indexOf(Float.NaN)).isEqualTo(3);
  }

  @Test
  void when_valuesAreMany_then_tenBinsWithAsManyEach() {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37) % 1000;
    }
    Bins bins = Bins.of(values, 10);
    assertThat(bins.count()).isEqualTo(11);
    assertThat(bins.histogram(values))
        .containsExactly(101, 100, 100, 100, 100, 100, 100, 100, 100, 99, 0);
  }

  @Test
  void when_valuesAreFew_then_oneBinEach() {
    float[] values = {0, 2, 1, 1, 2, 2, Float.NaN};
    Bins bins = Bins.of(values, 10);
    assertThat(bins.edges()).containsExactly(0, 1);
    assertThat(bins.histogram(values)).containsExactly(1, 2, 3, 1);
  }

  @Test
  void when_allValuesAreTheSame_orNone_then_oneBin() {
    assertThat(Bins.of(new float[] {7, 7}, 10).edges()).isEmpty();
    assertThat(Bins.of(new float[] {Float.NaN}, 10).edges()).isEmpty();
  }

  @Test
  void when_oneValueIsMost_then_edgesStillAscend() {
    float[] values = new float[1000];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    Bins bins = Bins.of(values, 10);
    assertThat(bins.histogram(values)[0]).isEqualTo(901);
  }

  @Test
  void when_edgesDoNotAscend_then_refused() {
    assertThatThrownBy(() -> new Bins(2, 1)).hasMessageContaining("must be finite and ascend");
    assertThatThrownBy(() -> new Bins(Float.NaN)).hasMessageContaining("must be finite");
  }
}
