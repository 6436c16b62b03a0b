package io.vitalgrid.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WindowPolicyTest {
  private static final WindowPolicy POLICY = new WindowPolicy(30_000, 10_000, 15_000);

  @Test
  void when_javadocExampleIsFollowed_then_timesAreThoseWrittenThere() {
    assertThat(POLICY.frameStart(24_000)).isEqualTo(20_000);
    assertThat(POLICY.newestEnd(24_000)).isEqualTo(30_000);
    assertThat(POLICY.start(30_000)).isZero();
    assertThat(POLICY.start(50_000)).isEqualTo(20_000);
    assertThat(POLICY.isSettled(30_000, 29_999)).isFalse();
    assertThat(POLICY.isSettled(30_000, 30_000)).isTrue();
    assertThat(POLICY.isExpired(30_000, 44_999)).isFalse();
    assertThat(POLICY.isExpired(30_000, 45_000)).isTrue();
    assertThat(POLICY.frameExpiry(20_000)).isEqualTo(65_000);
  }

  @Test
  void when_timeIsOnAFrameBoundary_then_itStartsThatFrame() {
    assertThat(POLICY.frameStart(19_999)).isEqualTo(10_000);
    assertThat(POLICY.frameStart(20_000)).isEqualTo(20_000);
    assertThat(POLICY.newestEnd(20_000)).isEqualTo(30_000);
    assertThat(POLICY.newestEnd(19_999)).isEqualTo(20_000);
  }

  @Test
  void when_timeIsNegative_then_framesRoundDown() {
    assertThat(POLICY.frameStart(-1)).isEqualTo(-10_000);
    assertThat(POLICY.frameStart(-10_000)).isEqualTo(-10_000);
    assertThat(POLICY.frameStart(-10_001)).isEqualTo(-20_000);
  }

  @Test
  void when_watermarkIsOnAnEnd_then_theFirstOpenEndIsTheNextOne() {
    assertThat(POLICY.firstEndAfter(30_000)).isEqualTo(40_000);
    assertThat(POLICY.firstEndAfter(29_999)).isEqualTo(30_000);
  }

  @Test
  void when_thereIsNoWatermarkYet_then_nothingIsSettledOrExpired() {
    assertThat(POLICY.isSettled(0, Long.MIN_VALUE)).isFalse();
    assertThat(POLICY.isExpired(0, Long.MIN_VALUE)).isFalse();
  }

  @Test
  void when_sizeIsNoMultipleOfTheSlide_then_bothAreNamed() {
    assertThatThrownBy(() -> new WindowPolicy(25_000, 10_000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("25000 ms")
        .hasMessageContaining("10000 ms");
  }

  @Test
  void when_sizeOrSlideIsNotPositive_then_itIsRefused() {
    assertThatThrownBy(() -> new WindowPolicy(0, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowPolicy(10, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WindowPolicy(10, -5, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void when_latenessIsNegative_then_itIsNamed() {
    assertThatThrownBy(() -> new WindowPolicy(10, 5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 ms");
  }
}
