package io.vitalgrid.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void when_thousandPerSecond_then_oneEachMillisecond() {
    Schedule schedule = Schedule.constant(1000);

    assertThat(take(schedule, 4)).containsExactly(0, 1_000_000, 2_000_000, 3_000_000);
  }

  @Test
  void when_rateDoesNotDivideTheSecond_then_noErrorAddsUp() {
    Schedule schedule = Schedule.constant(3);

    assertThat(take(schedule, 7))
        .containsExactly(
            0,
            333_333_333,
            666_666_666,
            1_000_000_000,
            1_333_333_333,
            1_666_666_666,
            2_000_000_000);
  }

  @Test
  void when_tenMillionEventsHavePassed_then_stillExact() {
    Schedule schedule = Schedule.constant(200_000);
    for (int i = 0; i < 10_000_000; i++) {
      schedule.nextNanos();
    }

    assertThat(take(schedule, 2)).containsExactly(50_000_000_000L, 50_000_005_000L);
  }

  @Test
  void when_durationIsSet_then_exactlyRateTimesDurationEvents() {
    Schedule schedule = Schedule.constant(1000).until(Duration.ofSeconds(2));

    long count = 0;
    long last = -1;
    for (long nanos = schedule.nextNanos(); nanos != Schedule.END; nanos = schedule.nextNanos()) {
      count++;
      last = nanos;
    }

    assertThat(count).isEqualTo(2000);
    assertThat(last).isEqualTo(1_999_000_000);
    assertThat(schedule.nextNanos()).isEqualTo(Schedule.END);
  }

  @Test
  void when_rateIsNone_then_refusedWithTheRule() {
    assertThatThrownBy(() -> Schedule.constant(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate is 0 events/s, must be 1 to 10000000, such as 1000");
  }

  private static long[] take(Schedule schedule, int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = schedule.nextNanos();
    }
    return nanos;
  }
}
