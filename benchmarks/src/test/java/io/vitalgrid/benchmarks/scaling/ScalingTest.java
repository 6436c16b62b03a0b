package io.vitalgrid.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Round costs, so that each result can be worked out by hand. */
class ScalingTest {
  private static final Costs ROUND =
      new Costs(0.3, 0.1, 20, 8, 16, 5, 200, 1_000, 600, 2_000, 900, 10, 2, 40);
  private final Scaling grid = new Scaling(ROUND, 2, 1e9, 1);

  @Test
  void when_thereIsOneMember_then_nothingTravels() {
    assertThat(grid.cpuMicros(1)).isEqualTo(20);
    assertThat(grid.rate(1)).isCloseTo(50_000, within(1e-6)); // 2 * (0.8 - 0.3) / 20 us
    assertThat(grid.networkLimit(1)).isInfinite();
  }

  @Test
  void when_thereAreTwo_then_halfOfTheEventsTravelAndAllAreCopiedOnce() {
    assertThat(grid.cpuMicros(2)).isEqualTo(20 + 8 / 2.0 + 16);
    assertThat(grid.networkBytes(2)).isEqualTo(200 / 2.0 + 1_600);
    assertThat(grid.rate(2)).isCloseTo(2 * 2 * (0.8 - 0.4) / 40e-6 * 135.5 / 136, within(1e-6));
  }

  @Test
  void when_fewEventsCome_then_eachBearsMoreOfWhatMembersTakeAnyway() {
    assertThat(grid.cpuMicros(1, 1_000)).isCloseTo(20 + 600, within(1e-9));
    assertThat(grid.cpuMicros(2, 1_000)).isCloseTo(40 + 1_600, within(1e-9));
    assertThat(grid.cpuMicros(2, 100_000)).isCloseTo(40 + 16, within(1e-9));
  }

  @Test
  void when_theLinkIsSlow_then_itSaturatesFirst() {
    Scaling slow = new Scaling(ROUND, 2, 1e7, 1);
    assertThat(grid.saturatesFirst(4)).isEqualTo("CPU");
    assertThat(slow.saturatesFirst(4)).isEqualTo("network");
    assertThat(slow.rate(4)).isCloseTo(4 * 8e6 / 1_750 * 67.75 / 68, within(1e-6));
  }

  @Test
  void when_thereAreManyCores_then_theOneThreadOfTheTopicsSaturatesFirst() {
    Scaling wide = new Scaling(ROUND, 64, 1e9, 0);
    assertThat(wide.saturatesFirst(1)).isEqualTo("topic sink");
    assertThat(wide.rate(1)).isCloseTo(0.8 / 5e-6, within(1e-6));
  }

  @Test
  void when_theRateNearsTheLimit_then_p99Grows() {
    assertThat(grid.p99Ms(2, 0)).isEqualTo(12);
    assertThat(grid.p99Ms(2, grid.rate(2) / 2)).isCloseTo(12 + 40 * 0.4 / 0.6, within(1e-9));
    assertThat(grid.p99Ms(2, 2 * grid.rate(2))).isInfinite();
  }

  @Test
  void when_oneOfThreeIsLost_then_theOtherTwoHoldAllPatients() {
    assertThat(grid.heapBytes(3, 1_000, 0)).isCloseTo(1_000 * 3_000 * 136 / 135.5, within(1e-6));
  }

  @Test
  void when_settledWindowsAreKept_then_theyAreInHeapAndBackup() {
    assertThat(grid.heapBytes(3, 1_000, 10))
        .isCloseTo(1_000.0 * (3_000 + 2 * 9_000) * 136 / 135.5, within(1e-6));
    assertThat(grid.heapBytes(1, 1_000, 10)).isCloseTo(2 * 1_000 * 11_000.0, within(1e-6));
  }
}
