package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import org.junit.jupiter.api.Test;

class FencesTest {
  private final Fences fences = new Fences();

  @Test
  void when_anOffsetIsAtOrBelowTheLastOne_then_itWasApplied() {
    assertThat(fences.pass(origin(1, 0, 0))).as("offset 0 is the first").isTrue();
    assertThat(fences.pass(origin(1, 0, 0))).isFalse();
    assertThat(fences.pass(origin(1, 0, 1))).isTrue();
    assertThat(fences.pass(origin(1, 0, 5))).as("gaps are other patients' events").isTrue();
    assertThat(fences.pass(origin(1, 0, 5))).isFalse();
    assertThat(fences.pass(origin(1, 0, 4))).isFalse();
    assertThat(fences.pass(origin(1, 0, 6))).isTrue();
  }

  @Test
  void when_eventsComeFromSeveralPartitions_then_eachHasItsOwnFence() {
    assertThat(fences.pass(origin(1, 0, 10))).isTrue();
    assertThat(fences.pass(origin(1, 3, 2))).isTrue();
    assertThat(fences.pass(origin(1, 0, 11))).isTrue();
    assertThat(fences.pass(origin(1, 3, 2))).isFalse();
    assertThat(fences.pass(origin(1, 3, 3))).isTrue();
    assertThat(fences.pass(origin(1, 0, 11))).isFalse();
  }

  @Test
  void when_theTopicWasCreatedAnew_then_itsOffsetsStartAfresh() {
    fences.pass(origin(1, 0, 10));
    assertThat(fences.pass(origin(2, 0, 0))).isTrue();
    assertThat(fences.pass(origin(2, 0, 0))).isFalse();
    assertThat(fences.pass(origin(2, 1, 0))).isTrue();
  }

  @Test
  void when_writtenAndReadBack_then_theFencesStand() {
    fences.pass(origin(9, 2, 7));
    fences.pass(origin(9, 5, Long.MAX_VALUE - 1));
    PackedOutput bytes = new PackedOutput(16);
    fences.writeTo(bytes);
    Fences copy = Fences.readFrom(new PackedInput(bytes.toBytes()));
    assertThat(copy.pass(origin(9, 2, 7))).isFalse();
    assertThat(copy.pass(origin(9, 5, Long.MAX_VALUE - 1))).isFalse();
    assertThat(copy.pass(origin(9, 2, 8))).isTrue();
    assertThat(copy.pass(origin(9, 5, Long.MAX_VALUE))).isTrue();
  }

  private static Origin origin(long topicId, int partition, long offset) {
    return new Origin(topicId, partition, offset, 0);
  }
}
