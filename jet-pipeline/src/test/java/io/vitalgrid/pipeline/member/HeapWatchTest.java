package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.LogLines;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private double percent;

  @Test
  void when_heapIsNearlyFull_then_itIsSaidOnceAMinute_andWhenItIsOver() {
    try (LogLines log = new LogLines();
        HeapWatch watch = new HeapWatch(85, () -> percent)) {
      percent = 84.9;
      watch.look();
      assertThat(log.lines()).isEmpty();

      percent = 85;
      for (int i = 0; i < 13; i++) {
        watch.look();
      }
      assertThat(log.lines())
          .hasSize(2)
          .allSatisfy(
              line ->
                  assertThat(line).startsWith("SEVERE").contains("85 %", "heap.alarm-percent=85"));

      percent = 60;
      watch.look();
      watch.look();
      assertThat(log.lines()).hasSize(3).last().asString().startsWith("INFO").contains("60 %");
    }
  }
}
