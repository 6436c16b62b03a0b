package io.vitalgrid.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
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
  void when_valuesAreFew_then_oneBinEach_andOneOnEitherSide() {
    float[] values = {0, 2, 1, 1, 2, 2, Float.NaN};
    Bins bins = Bins.of(values, 10);
    assertThat(bins.edges()).containsExactly(-Float.MIN_VALUE, 0, 1, 2);
    assertThat(bins.histogram(values)).containsExactly(0, 1, 2, 3, 0, 1);
  }

  @Test
  void when_allValuesAreTheSame_then_anyOtherIsInAnotherBin() {
    float[] same = {7, 7};
    Bins bins = Bins.of(same, 10);
    assertThat(bins.histogram(same)).containsExactly(0, 2, 0, 0);
    assertThat(bins.histogram(new float[] {6.5f, 7, 8})).containsExactly(1, 1, 1, 0);
  }

  @Test
  void when_aConstantOrTheHighestCategoryChanges_then_theIndexSaysSo() {
    float[] none = new float[1000];
    assertThat(psiOf(none, all(40))).isGreaterThan(Psi.MAJOR);
    assertThat(psiOf(none, none)).isZero();
    float[] sex = new float[1000];
    Arrays.fill(sex, 500, 1000, 1);
    float[] more = sex.clone();
    Arrays.fill(more, 500, 1000, 2);
    assertThat(psiOf(sex, more)).isGreaterThan(Psi.MAJOR);
    float[] mostly = all(40); // a few other values, but too many for categories
    for (int i = 0; i < 20; i++) {
      mostly[i] = i;
    }
    assertThat(psiOf(mostly, all(80))).isGreaterThan(Psi.MAJOR);
  }

  private static float[] all(float value) {
    float[] values = new float[1000];
    Arrays.fill(values, value);
    return values;
  }

  private static double psiOf(float[] before, float[] now) {
    Bins bins = Bins.of(before, 10);
    return Psi.of(bins.histogram(before), bins.histogram(now));
  }

  @Test
  void when_thereAreNoValues_then_oneBin() {
    assertThat(Bins.of(new float[] {Float.NaN}, 10).edges()).isEmpty();
  }

  @Test
  void when_theSmallestValueIsTheSmallestThereIs_then_noneIsBelow() {
    assertThat(Bins.of(new float[] {-Float.MAX_VALUE, 1}, 10).edges())
        .containsExactly(-Float.MAX_VALUE, 1);
  }

  @Test
  void when_oneValueIsMost_then_edgesStillAscend() {
    float[] values = new float[1000];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    Bins bins = Bins.of(values, 10);
    assertThat(bins.histogram(values)).startsWith(0, 901);
  }

  @Test
  void when_edgesDoNotAscend_then_refused() {
    assertThatThrownBy(() -> new Bins(2, 1)).hasMessageContaining("must be finite and ascend");
    assertThatThrownBy(() -> new Bins(Float.NaN)).hasMessageContaining("must be finite");
  }
}
