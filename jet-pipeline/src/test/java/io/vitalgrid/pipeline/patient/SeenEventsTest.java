package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenEventsTest {
  private static final long NO_HORIZON = Long.MIN_VALUE;

  private final SeenEvents seen = new SeenEvents();

  @Test
  void when_twoDevicesUseTheSameNumber_then_bothAreNew() {
    assertThat(seen.add("MON-1", 1, 0, NO_HORIZON)).isTrue();
    assertThat(seen.add("MON-2", 1, 0, NO_HORIZON)).isTrue();
    assertThat(seen.add("MON-1", 1, 0, NO_HORIZON)).isFalse();
    assertThat(seen.add("MON-2", 1, 0, NO_HORIZON)).isFalse();
  }

  @Test
  void when_eventsAreRandom_then_theAnswersAreThoseOfASet() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      SeenEvents tested = new SeenEvents();
      Set<String> all = new HashSet<>();
      for (int i = 0; i < 300; i++) {
        String device = "MON-" + random.nextInt(30);
        long seq = random.nextInt(20);
        boolean isNew = all.add(device + "/" + seq);
        if (tested.add(device, seq, i, NO_HORIZON) != isNew) {
          fail("seed " + seed + ": an event is " + (isNew ? "lost" : "counted twice"));
        }
        if (i % 100 == 99) {
          tested = copy(tested);
        }
      }
    }
  }

  @Test
  void when_manyDevicesHaveFallenSilent_then_theirMemoryGoes() {
    for (int device = 0; device < 1_000; device++) {
      assertThat(seen.add("MON-" + device, 1, device, device)).isTrue();
    }
    assertThat(size(seen)).isLessThan((SeenEvents.MAX_DEVICES + 1) * 48);
  }

  @Test
  void when_manyDevicesAreWithinLateness_then_noneIsForgotten() {
    for (int device = 0; device < 100; device++) {
      assertThat(seen.add("MON-" + device, 1, device, 0)).isTrue();
    }
    for (int device = 0; device < 100; device++) {
      assertThat(seen.add("MON-" + device, 1, device, 0)).isFalse();
    }
  }

  private static int size(SeenEvents seen) {
    return bytes(seen).length;
  }

  private static SeenEvents copy(SeenEvents seen) {
    return SeenEvents.readFrom(new PackedInput(bytes(seen)));
  }

  private static byte[] bytes(SeenEvents seen) {
    PackedOutput bytes = new PackedOutput(16);
    seen.writeTo(bytes);
    return bytes.toBytes();
  }
}
