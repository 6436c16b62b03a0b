package io.vitalgrid.pipeline.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DueQueueTest {
  private final DueQueue<Long> queue = new DueQueue<>();

  @Test
  void when_empty_then_nothingIsDue() {
    assertThat(queue.isDue(Long.MAX_VALUE)).isFalse();
    assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void when_oneWaits_then_itIsDueAtItsTime() {
    queue.add(7, 7L);
    assertThat(queue.isDue(6)).isFalse();
    assertThat(queue.isDue(7)).isTrue();
    assertThat(queue.remove()).isEqualTo(7);
    assertThat(queue.isDue(7)).isFalse();
  }

  @Test
  void when_theTimesAreExtreme_then_theyHaveTheirOrder() {
    queue.add(Long.MAX_VALUE, 3L);
    queue.add(Long.MIN_VALUE, 1L);
    queue.add(0, 2L);
    assertThat(List.of(queue.remove(), queue.remove(), queue.remove())).containsExactly(1L, 2L, 3L);
  }

  /** Against the JDK's, with many of the same time, growing and shrinking. */
  @Test
  void when_anythingIsAddedAndRemoved_then_theFirstAlwaysComesFirst() {
    Random random = new Random(7);
    PriorityQueue<Long> expected = new PriorityQueue<>();
    for (int i = 0; i < 100_000; i++) {
      boolean adds = expected.isEmpty() || random.nextInt(10_000) > (i % 10_000);
      if (adds) {
        long dueMs = random.nextInt(2_000);
        queue.add(dueMs, dueMs);
        expected.add(dueMs);
      } else {
        assertThat(queue.isDue(expected.peek() - 1)).isFalse();
        assertThat(queue.isDue(expected.peek())).isTrue();
        assertThat(queue.remove()).isEqualTo(expected.remove());
      }
    }
    List<Long> rest = new ArrayList<>();
    while (queue.isDue(Long.MAX_VALUE)) {
      rest.add(queue.remove());
    }
    assertThat(rest).isSorted().hasSize(expected.size());
  }
}
