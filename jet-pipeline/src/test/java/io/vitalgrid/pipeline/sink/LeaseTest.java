package io.vitalgrid.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.jet.RestartableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Seven seconds; the clock is the test's own. */
class LeaseTest {
  private long nowMs;
  private final Lease lease =
      new Lease(Duration.ofSeconds(7), () -> TimeUnit.MILLISECONDS.toNanos(nowMs));

  @Test
  void when_checkedInTime_then_itIsHeldOn() {
    for (int i = 0; i < 100; i++) {
      nowMs += 7_000;
      assertThatCode(lease::check).doesNotThrowAnyException();
    }
  }

  @Test
  void when_theStartTakesLong_then_itRunsFromTheFirstCheckOn() {
    nowMs += 60_000;

    assertThatCode(lease::check).doesNotThrowAnyException();
  }

  @Test
  void when_frozenForLonger_then_theJobRestarts() {
    lease.check();
    nowMs += 7_001;

    assertThatThrownBy(lease::check)
        .isInstanceOf(RestartableException.class)
        .hasMessageContaining("stood still for 7001 ms");
  }
}
