package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceRunsTest {
  private static final long NO_HORIZON = Long.MIN_VALUE;
  private static final long SEED = 20_261_122;

  private final SequenceRuns runs = new SequenceRuns();

  @Test
  void when_numbersComeInOrder_then_theyCostOneRun() {
    for (long seq = 0; seq < 10_000; seq++) {
      assertThat(runs.add(seq, seq, NO_HORIZON)).isTrue();
    }
    assertThat(runs.size()).isEqualTo(1);
    assertThat(runs.add(0, 0, NO_HORIZON)).as("also long after").isFalse();
    assertThat(runs.add(9_999, 9_999, NO_HORIZON)).isFalse();
    assertThat(runs.latestMs()).isEqualTo(9_999);
  }

  @Test
  void when_theLastGapCloses_then_oneRunIsLeft() {
    runs.add(1, 10, NO_HORIZON);
    runs.add(3, 30, NO_HORIZON);
    runs.add(5, 20, NO_HORIZON);
    assertThat(runs.size()).isEqualTo(3);
    assertThat(runs.add(4, 40, NO_HORIZON)).isTrue();
    assertThat(runs.size()).isEqualTo(2);
    assertThat(runs.add(2, 25, NO_HORIZON)).isTrue();
    assertThat(runs.size()).isEqualTo(1);
    for (long seq = 1; seq <= 5; seq++) {
      assertThat(runs.add(seq, 0, NO_HORIZON)).isFalse();
    }
    assertThat(runs.add(0, 0, NO_HORIZON)).isTrue();
    assertThat(runs.add(6, 0, NO_HORIZON)).isTrue();
    assertThat(runs.latestMs()).isEqualTo(40);
  }

  @Test
  void when_numbersAreAtTheEndsOfTheirRange_then_theyAreToldApart() {
    for (long seq : new long[] {0, Long.MAX_VALUE, Long.MAX_VALUE - 1, 1}) {
      assertThat(runs.add(seq, 0, NO_HORIZON)).isTrue();
      assertThat(runs.add(seq, 0, NO_HORIZON)).isFalse();
    }
    assertThat(runs.size()).isEqualTo(2);
  }

  @Test
  void when_numbersComeInAnyOrder_then_eachIsNewOnceAndOneRunIsLeft() {
    for (int i = 0; i < 200; i++) {
      List<Long> order = LongStream.range(0, 200).boxed().collect(Collectors.toList());
      Collections.shuffle(order, new Random(SEED + i));
      SequenceRuns shuffled = new SequenceRuns();
      for (long seq : order) {
        if (!shuffled.add(seq, seq, NO_HORIZON) || shuffled.add(seq, seq, NO_HORIZON)) {
          fail("seed " + (SEED + i) + ": a number is not new exactly once");
        }
      }
      assertThat(shuffled.size()).isEqualTo(1);
    }
  }

  @Test
  void when_thereAreMoreGapsThanTheBoundWithinLateness_then_noneIsForgotten() {
    int many = 3 * SequenceRuns.MAX_RUNS;
    for (long seq = 0; seq < many; seq++) {
      assertThat(runs.add(2 * seq, seq, 0)).isTrue();
    }
    assertThat(runs.size()).isEqualTo(many);
    for (long seq = 0; seq < many; seq++) {
      assertThat(runs.add(2 * seq, seq, 0)).isFalse();
    }
  }

  @Test
  void when_gapsAreOlderThanTheHorizon_then_memoryIsBounded() {
    for (long seq = 0; seq < 1_000; seq++) {
      runs.add(2 * seq, seq, seq); // what came before is dated before the horizon
    }
    assertThat(runs.size()).isLessThanOrEqualTo(SequenceRuns.MAX_RUNS);
  }

  @Test
  void when_aRunsNewestEventIsOnTheHorizon_then_itIsRemembered() {
    for (long seq = 0; seq <= SequenceRuns.MAX_RUNS; seq++) {
      runs.add(2 * seq, 100, 100);
    }
    assertThat(runs.size()).isEqualTo(SequenceRuns.MAX_RUNS + 1);
    runs.add(-2, 101, 101);
    assertThat(runs.size()).isEqualTo(SequenceRuns.MAX_RUNS);
  }

  /**
   * Against a set that forgets nothing: a number of which an event may still count is never new
   * twice, a number never seen is always new, and gaps above the bound are only those in lateness.
   */
  @Test
  void when_numbersAndHorizonsAreRandom_then_noEventIsDoubledOrLost() {
    for (int i = 0; i < 2_000; i++) {
      Random random = new Random(SEED + i);
      SequenceRuns tested = new SequenceRuns();
      Map<Long, Long> timeOfSeen = new HashMap<>();
      long horizonMs = 0;
      int range = 50 + random.nextInt(2_000);
      for (int n = 0; n < 400; n++) {
        horizonMs += random.nextInt(3);
        long timeMs = horizonMs - 5 + random.nextInt(60);
        long seq = (long) random.nextInt(range) + n;
        Long seenMs = timeOfSeen.get(seq);
        boolean isNew = tested.add(seq, seenMs == null ? timeMs : seenMs, horizonMs);
        if (seenMs == null) {
          timeOfSeen.put(seq, timeMs);
          if (!isNew) {
            fail("seed " + (SEED + i) + ": an unseen number is lost");
          }
        } else if (seenMs >= horizonMs && isNew) {
          fail("seed " + (SEED + i) + ": an event counts twice");
        }
        if (n % 50 == 49) {
          tested = copy(tested);
        }
      }
      long horizon = horizonMs;
      long inLateness = timeOfSeen.values().stream().filter(time -> time >= horizon - 3).count();
      assertThat(tested.size())
          .as("seed %s", SEED + i)
          .isLessThanOrEqualTo(Math.max(SequenceRuns.MAX_RUNS, (int) inLateness + 1));
    }
  }

  private static SequenceRuns copy(SequenceRuns runs) {
    PackedOutput bytes = new PackedOutput(16);
    runs.writeTo(bytes);
    return SequenceRuns.readFrom(new PackedInput(bytes.toBytes()));
  }
}
