package io.vitalgrid.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PsiTest {
  @Test
  void when_sharesAreEqual_then_zero_whateverTheNumbers() {
    assertThat(Psi.of(new long[] {5, 5}, new long[] {5, 5})).isZero();
    // 0.5 more weighs more in fewer rows: 500.5 / 1001.5 is not quite 5000.5 / 10001.5
    assertThat(Psi.of(new long[] {5000, 3000, 2000, 0}, new long[] {500, 300, 200, 0}))
        .isCloseTo(0, within(1e-5));
  }

  /** (60.5/101 - 0.5) * ln(60.5/50.5) + (40.5/101 - 0.5) * ln(40.5/50.5), by hand. */
  @Test
  void when_twoBinsShift_then_asComputedByHand() {
    assertThat(Psi.of(new long[] {50, 50}, new long[] {60, 40})).isCloseTo(0.039737, within(1e-6));
  }

  /** Shares 1/10 to 4/10 turned round: 2 * 0.3 * ln 4 + 2 * 0.1 * ln 1.5 = 0.91287, smoothed. */
  @Test
  void when_sharesAreTurnedRound_then_asComputedByHand() {
    assertThat(Psi.of(new long[] {100, 200, 300, 400}, new long[] {400, 300, 200, 100}))
        .isCloseTo(0.908643, within(1e-6));
  }

  /** 0.5/11 and 10.5/11: 2 * (10/11) * ln 21. */
  @Test
  void when_aBinIsEmpty_then_itIsSmoothed_andFinite() {
    assertThat(Psi.of(new long[] {10, 0}, new long[] {0, 10}))
        .isCloseTo(2 * 10 / 11.0 * Math.log(21), within(1e-9));
  }

  @Test
  void when_aBinIsEmptyInBoth_then_itChangesNothing() {
    double without = Psi.of(new long[] {9, 0}, new long[] {7, 3});
    assertThat(Psi.of(new long[] {9, 0, 0}, new long[] {7, 0, 3})).isEqualTo(without);
  }

  @Test
  void when_binsDiffer_then_refused() {
    assertThatThrownBy(() -> Psi.of(new long[2], new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("baseline has 2 bins and current 3; they must be the same");
  }
}
