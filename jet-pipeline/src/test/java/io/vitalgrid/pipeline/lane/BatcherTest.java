package io.vitalgrid.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final Batcher batcher = new Batcher();

  @Test
  void when_nothingWasAdded_then_empty() {
    assertThat(batcher.isEmpty()).isTrue();
  }

  @Test
  void when_full_then_itSaysSo_andTheNextBatchBeginsAnew() {
    List<Object> items = new ArrayList<>();
    for (int i = 1; i <= Batch.MOST; i++) {
      items.add(i);
      assertThat(batcher.add(i)).isEqualTo(i == Batch.MOST);
    }

    Batch first = batcher.take();
    assertThat(batcher.isEmpty()).isTrue();
    batcher.add("next");

    assertThat(batcher.take().items()).containsExactly("next");
    assertThat(first.items()).containsExactlyElementsOf(items);
  }

  @Test
  void when_aBatchHasNoItemsOrTooMany_then_refused() {
    assertThatThrownBy(() -> new Batch(new Object[0])).hasMessageContaining("a batch of 0 items");
    assertThatThrownBy(() -> new Batch(new Object[Batch.MOST + 1]))
        .hasMessageContaining("a batch of 129 items; it has 1 to 128");
  }

  /** Items are patients' readings: none of it may show in a log. */
  @Test
  void when_printed_then_onlyTheirNumber() {
    batcher.add("P000123");

    assertThat(batcher.take()).hasToString("Batch[1]");
  }
}
