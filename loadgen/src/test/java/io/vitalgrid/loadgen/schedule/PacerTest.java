package io.vitalgrid.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long START = -5_000; // nanoTime may be negative
  private static final long SECOND = 1_000_000_000;

  private final FakeTicker ticker = new FakeTicker(START);

  @Test
  void when_callerIsQuick_then_eachEventIsReleasedWhenDue() {
    Pacer pacer = pacer(10, 1);

    for (int i = 0; i < 10; i++) {
      assertThat(pacer.awaitNext()).isEqualTo(i * SECOND / 10);
      assertThat(ticker.nowNanos).isEqualTo(START + i * SECOND / 10);
      assertThat(pacer.lagNanos()).isZero();
    }
    assertThat(pacer.awaitNext()).isEqualTo(Schedule.END);
  }

  @Test
  void when_callerPausesForFiveSeconds_then_theScheduleDoesNotWaitForIt() {
    Pacer pacer = pacer(10, 60);
    assertThat(pacer.awaitNext()).isZero();

    ticker.nowNanos += 5 * SECOND;

    long sleepsBefore = ticker.sleeps;
    for (int i = 1; i <= 50; i++) {
      assertThat(pacer.awaitNext()).isEqualTo(i * SECOND / 10);
      assertThat(pacer.lagNanos()).isEqualTo(5 * SECOND - i * SECOND / 10);
    }
    assertThat(ticker.sleeps).as("overdue events go at once").isEqualTo(sleepsBefore);
    assertThat(pacer.awaitNext()).isEqualTo(5_100_000_000L);
    assertThat(pacer.lagNanos()).isZero();
  }

  @Test
  void when_stoppedWhileWaiting_then_endsSoon() {
    long deadline = START + SECOND / 2;
    Pacer pacer = new Pacer(Schedule.constant(1), ticker, START, () -> ticker.nowNanos >= deadline);
    assertThat(pacer.awaitNext()).isZero();

    assertThat(pacer.awaitNext()).isEqualTo(Schedule.END);
    assertThat(ticker.nowNanos).isLessThan(deadline + SECOND / 10);
  }

  private Pacer pacer(int rate, int seconds) {
    return new Pacer(
        Schedule.constant(rate).until(Duration.ofSeconds(seconds)), ticker, START, () -> false);
  }
}
