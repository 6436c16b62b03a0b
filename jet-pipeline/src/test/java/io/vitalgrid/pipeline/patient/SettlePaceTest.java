package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettlePaceTest {
  private static final long SLIDE_MS = 60_000;
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private long nowNanos = Long.MAX_VALUE - 5_000_000; // nanoTime may overflow
  private final SettlePace pace = new SettlePace(SLIDE_MS, nowNanos);

  @Test
  void when_fewAreDue_then_oneAMillisecondInPortions() {
    pace.due(500);
    assertThat(pace.portion(nowNanos)).isZero();
    assertThat(pace.portion(nowNanos + 7_999_999)).isZero();
    nowNanos += 8_000_000;
    assertThat(pace.portion(nowNanos)).isEqualTo(8);
    assertThat(pace.portion(nowNanos)).as("that time has been used").isZero();
    assertThat(settle(492)).isBetween(480L, 500L);
  }

  @Test
  void when_manyAreDue_then_allAreSettledWithinHalfOfTheSlide() {
    pace.due(100_000);
    assertThat(settle(100_000)).isBetween(29_000L, 30_100L);
  }

  @Test
  void when_itIsAskedAtOddTimes_then_noTimeIsLost() {
    pace.due(114_000); // one in 263 us
    assertThat(settle(114_000)).isBetween(29_960L, 30_010L);
  }

  @Test
  void when_someAreLeftAtTheNextWatermark_then_thePaceDoesNotFall() {
    pace.due(100_000);
    settle(99_000);
    pace.due(1_000);
    assertThat(settle(1_000)).isLessThan(400);
    pace.due(0);
    pace.due(500);
    assertThat(settle(500)).as("anew").isBetween(480L, 520L);
  }

  @Test
  void when_moreBecomeDueMeanwhile_then_itIsFaster() {
    pace.due(50_000);
    settle(10_000);
    pace.due(100_000);
    assertThat(settle(100_000)).isBetween(29_000L, 30_100L);
  }

  @Test
  void when_theLaneHasStoodStill_then_itDoesNotMakeUpForItAtOnce() {
    pace.due(100_000);
    nowNanos += TimeUnit.SECONDS.toNanos(5);
    assertThat(pace.portion(nowNanos)).isEqualTo(SettlePace.MOST);
    assertThat(pace.portion(nowNanos)).isZero();
  }

  @Test
  void when_moreAreDueThanThereIsTimeFor_then_thePortionsFollowEachOther() {
    pace.due(Integer.MAX_VALUE);
    nowNanos += 1_000;
    assertThat(pace.portion(nowNanos)).isEqualTo(SettlePace.MOST);
    nowNanos += 1_000;
    assertThat(pace.portion(nowNanos)).isEqualTo(SettlePace.MOST);
  }

  /** How many ms it takes until so many are settled, asked ten times a millisecond. */
  private long settle(int patients) {
    long startNanos = nowNanos;
    for (int settled = 0; settled < patients; ) {
      nowNanos += STEP_NANOS;
      settled += pace.portion(nowNanos);
    }
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - startNanos);
  }
}
