package io.vitalgrid.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentTimesTest {
  private static final long FIRST_SEQ = 1_763_806_530_123L;

  private final SentTimes times = new SentTimes(3);

  @Test
  void when_asked_then_onceOnly() {
    times.put(1, FIRST_SEQ, -77);

    assertThat(times.take(1, FIRST_SEQ)).isEqualTo(-77);
    assertThat(times.take(1, FIRST_SEQ)).isEqualTo(SentTimes.UNKNOWN);
  }

  @Test
  void when_neverSent_then_unknown() {
    times.put(1, FIRST_SEQ, 5);

    assertThat(times.take(0, FIRST_SEQ)).isEqualTo(SentTimes.UNKNOWN);
    assertThat(times.take(1, FIRST_SEQ + 1)).isEqualTo(SentTimes.UNKNOWN);
    assertThat(times.take(1, -1)).isEqualTo(SentTimes.UNKNOWN);
    assertThat(times.take(-1, FIRST_SEQ)).isEqualTo(SentTimes.UNKNOWN);
    assertThat(times.take(3, FIRST_SEQ)).isEqualTo(SentTimes.UNKNOWN);
  }

  @Test
  void when_ringIsFull_then_theOldestIsForgotten() {
    SentTimes small = new SentTimes(65_536); // 32 each
    for (int i = 0; i <= 32; i++) {
      small.put(65_535, FIRST_SEQ + i, i);
    }

    assertThat(small.take(65_535, FIRST_SEQ)).isEqualTo(SentTimes.UNKNOWN);
    for (int i = 1; i <= 32; i++) {
      assertThat(small.take(65_535, FIRST_SEQ + i)).isEqualTo(i);
    }
  }
}
