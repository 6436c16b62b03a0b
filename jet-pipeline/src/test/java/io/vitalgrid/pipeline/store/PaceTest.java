package io.vitalgrid.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "32, 2",
    "33, 8",
    "255, 8",
    "256, 32",
    "2047, 32",
    "2048, 2",
    "1000000, 2",
  })
  void when_moreWait_then_theyWaitLongerUntilThereAreEnough(int waiting, long ms) {
    assertThat(new Pace(2).nanos(waiting)).isEqualTo(ms * 1_000_000);
    assertThat(new Pace(2).longestNanos()).isEqualTo(128_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 0, 32",
    "256, 64, 32",
    "256, 65, 32.5",
    "2047, 255, 127.5",
    "2047, 256, 128",
    "256, 3600000, 128",
    "256, -3600000, 32",
    "255, 3600000, 8",
    "2048, 3600000, 2",
  })
  void when_aCrowdComesLate_then_itWaitsHalfAsLongAgain(int waiting, long lagMs, double ms) {
    assertThat(new Pace(2).nanos(waiting, lagMs * 1_000_000)).isEqualTo((long) (ms * 1e6));
  }

  @ParameterizedTest
  @CsvSource({"1", "100", "1000", "5000"})
  void when_thereIsNoPace_then_nothingWaits(int waiting) {
    assertThat(new Pace(0).nanos(waiting)).isZero();
  }
}
