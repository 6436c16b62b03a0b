package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.PartitionWatermarks.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lag 500 ms, slide 1 s, idle timeout 1 s; partitions are numbered, time is the test's own. */
class PartitionWatermarksTest {
  private static final long LAG_MS = 500;
  private static final long SLIDE_MS = 1_000;
  private static final long IDLE_MS = 1_000;
  private static final boolean EMPTY = true;

  private long nowMs;
  private PartitionWatermarks watermarks = withStep(1);
  private final Set<Integer> assigned = new HashSet<>();

  private static PartitionWatermarks withStep(long stepMs) {
    return new PartitionWatermarks(
        new IngestPolicy(
            "patient-data", Map.of(), Map.of(), LAG_MS, IDLE_MS, SLIDE_MS, stepMs, Long.MAX_VALUE));
  }

  @Test
  void when_nothingIsAssigned_then_idleAndNoWatermark() {
    assertThat(watermarks.isIdle()).isTrue();
    assertThat(watermarks.advance(true)).isEqualTo(NONE);
  }

  @Test
  void when_oneIsRead_then_highestMinusLag_andOnlyForwards() {
    assign(0);

    assertThat(advance()).isEqualTo(NONE);
    read(0, 10_000);
    assertThat(advance()).isEqualTo(9_500);
    read(0, 9_000); // out of order
    assertThat(advance()).isEqualTo(NONE);
    read(0, 10_001);
    assertThat(advance()).isEqualTo(9_501);
  }

  @Test
  void when_severalAreActive_then_theLowestCounts() {
    assign(0, 1, 2);
    read(0, 10_000);
    read(1, 20_000);
    assertThat(advance()).as("partition 2 has not spoken yet").isEqualTo(NONE);

    read(2, 30_000);
    assertThat(advance()).isEqualTo(9_500);
    read(0, 25_000);
    assertThat(advance()).isEqualTo(19_500);
    read(1, 40_000);
    assertThat(advance()).isEqualTo(24_500);
  }

  @Test
  void when_oneIsSilentForTheIdleTimeout_then_itDoesNotHoldBack_butNotAMillisecondEarlier() {
    assign(0, 1);
    read(0, 10_000);
    read(1, 20_000);
    assertThat(advance()).isEqualTo(9_500);

    nowMs += IDLE_MS - 1;
    read(1, 20_500);
    assertThat(advance()).isEqualTo(NONE);
    nowMs += 1;
    assertThat(advance()).isEqualTo(20_000);
  }

  @Test
  void when_idleOneReturnsBehindTheWatermark_then_itStandsUntilThatOneHasCaughtUp() {
    assign(0, 1);
    read(0, 10_000);
    nowMs += IDLE_MS;
    read(1, 20_000);
    assertThat(advance()).isEqualTo(19_500);

    read(0, 11_000);
    read(1, 30_000);
    assertThat(advance()).as("never backwards, and not past partition 0").isEqualTo(NONE);
    read(0, 20_100);
    assertThat(advance()).isEqualTo(19_600);
    nowMs += IDLE_MS - 1;
    read(1, 31_000);
    assertThat(advance()).isEqualTo(NONE);
    nowMs += 1;
    assertThat(advance()).as("idle again").isEqualTo(30_500);
  }

  @Test
  void when_emptyOneIsAssigned_then_itNeverHoldsBack_untilItSpeaks() {
    assign(0);
    watermarks.assign(1, NONE, EMPTY, nanos());
    assigned.add(1);
    read(0, 10_000);
    assertThat(advance()).isEqualTo(9_500);

    read(1, 9_000);
    read(0, 12_000);
    assertThat(advance()).isEqualTo(NONE);
    read(1, 11_000);
    assertThat(advance()).isEqualTo(10_500);
  }

  @Test
  void when_unreadOneHasRecords_then_itHoldsBackHoweverLongItTakesToReadThem() {
    assign(0, 1);
    read(0, 10_000);
    for (int i = 0; i < 100; i++) {
      nowMs += IDLE_MS / 2;
      watermarks.restartSilence(1, nanos());
      read(0, 10_000 + i);
      assertThat(advance()).isEqualTo(NONE);
    }
    read(1, 5_000);
    assertThat(advance()).isEqualTo(4_500);
  }

  @Test
  void when_restoredOneWasReadBefore_then_itsHighestCounts_evenIfThereIsNothingNew() {
    watermarks.assign(0, 10_000, EMPTY, nanos());
    watermarks.assign(1, NONE, false, nanos());
    assigned.addAll(List.of(0, 1));
    assertThat(watermarks.highestMs(0)).isEqualTo(10_000);
    assertThat(watermarks.highestMs(1)).isEqualTo(NONE);

    read(1, 30_000);
    assertThat(advance()).isEqualTo(9_500);
    nowMs += IDLE_MS;
    read(1, 30_001);
    assertThat(advance()).isEqualTo(29_501);
  }

  @Test
  void when_streamStops_then_watermarkGoesToTheEndOfTheNewestWindow_once() {
    assign(0, 1);
    read(0, 10_000);
    read(1, 20_300);
    assertThat(advance()).isEqualTo(9_500);

    nowMs += IDLE_MS;
    assertThat(advance()).isEqualTo(21_000);
    nowMs += 10 * IDLE_MS;
    assertThat(advance()).isEqualTo(NONE);
  }

  @Test
  void when_kafkaDoesNotConfirm_then_silenceIsNoIdleness_howeverLong() {
    assign(0);
    read(0, 20_300);
    assertThat(advance()).isEqualTo(19_800);

    nowMs += 100 * IDLE_MS;
    assertThat(advanceUnconfirmed()).isEqualTo(NONE);
    watermarks.confirmSilence(0, TimeUnit.MILLISECONDS.toNanos(nowMs - 99 * IDLE_MS - 1));
    assertThat(advanceUnconfirmed()).as("asked before the timeout was over").isEqualTo(NONE);
    watermarks.restartSilence(0, nanos()); // Kafka is there again
    assertThat(advance()).isEqualTo(NONE);
    nowMs += IDLE_MS - 1;
    assertThat(advance()).isEqualTo(NONE);
    nowMs += 1;
    assertThat(advance()).isEqualTo(21_000);
  }

  @Test
  void when_topicIsCreatedAnew_then_itsOldPartitionsHoldNothingBack_andTheWatermarkStays() {
    assign(0, 1);
    read(0, 10_000);
    read(1, 10_000);
    assertThat(advance()).isEqualTo(9_500);

    watermarks.clear();
    assigned.clear();
    assign(0);
    read(0, 9_000);
    assertThat(advance()).isEqualTo(NONE);
    read(0, 10_200);
    assertThat(advance()).isEqualTo(9_700);
  }

  @Test
  void when_lastEventIsOnAnEnd_then_itsNewestWindowIsTheNextOne() {
    assign(0);
    read(0, 20_000); // windows are [start, end): 20 000 belongs to the one that ends at 21 000
    nowMs += IDLE_MS;

    assertThat(advance()).isEqualTo(21_000);
  }

  @Test
  void when_stoppedStreamGoesOn_then_watermarkStandsUntilHighestMinusLagPassesIt() {
    assign(0);
    read(0, 20_300);
    nowMs += IDLE_MS;
    assertThat(advance()).isEqualTo(21_000);

    read(0, 21_500);
    assertThat(advance()).isEqualTo(NONE);
    read(0, 21_501);
    assertThat(advance()).isEqualTo(21_001);
  }

  @Test
  void when_idleSourceReturns_then_itSaysSoWithAWatermarkThatSettlesNothing() {
    watermarks = withStep(250);
    assertThat(watermarks.wake()).as("nothing was passed on yet").isEqualTo(NONE);
    assign(0);
    read(0, 20_300);
    nowMs += IDLE_MS;
    assertThat(advance()).isEqualTo(21_000);

    assertThat(watermarks.wake()).isEqualTo(21_001);
    read(0, 20_400);
    assertThat(advance()).isEqualTo(NONE);
    for (long watermarkMs = 21_002; watermarkMs < 21_250; watermarkMs++) {
      assertThat(watermarks.wake()).isEqualTo(watermarkMs);
    }
    assertThat(watermarks.wake()).as("21 250 could settle something").isEqualTo(NONE);
    read(0, 21_750);
    assertThat(advance()).isEqualTo(21_250);
  }

  @Test
  void when_thereIsAStep_then_watermarksAreMultiplesOfIt_roundedDown() {
    watermarks = withStep(250);
    assign(0);

    read(0, 10_749);
    assertThat(advance()).isEqualTo(10_000);
    read(0, 10_750);
    assertThat(advance()).isEqualTo(10_250);
    read(0, 10_999);
    assertThat(advance()).isEqualTo(NONE);
  }

  @Test
  void when_timesAreBeforeTheEpoch_then_roundedDownAllTheSame() {
    watermarks = withStep(250);
    assign(0);

    read(0, 300);
    assertThat(advance()).isEqualTo(-250);
    read(0, 500);
    assertThat(advance()).isZero();
  }

  /** Whatever happens: forwards only, in steps, and behind every partition that is active. */
  @Test
  void when_anythingHappens_then_watermarksKeepTheirPromises() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      nowMs = 0;
      watermarks = withStep(100);
      assign(0, 1, 2, 3);
      long[] highestMs = {NONE, NONE, NONE, NONE};
      long[] readAtMs = new long[4];
      long lastMs = NONE;
      for (int i = 0; i < 200; i++) {
        nowMs += random.nextInt(300);
        int partition = random.nextInt(1 + random.nextInt(4));
        long timeMs = nowMs + random.nextInt(2_000);
        highestMs[partition] = Math.max(highestMs[partition], timeMs);
        readAtMs[partition] = nowMs;
        read(partition, timeMs);
        long watermarkMs = advance();
        if (watermarkMs == NONE) {
          continue;
        }
        assertThat(watermarkMs).as("seed %d", seed).isGreaterThan(lastMs);
        assertThat(watermarkMs % 100).as("seed %d", seed).isZero();
        lastMs = watermarkMs;
        for (int p = 0; p < 4; p++) {
          if (nowMs - readAtMs[p] < IDLE_MS) {
            assertThat(watermarkMs).as("seed %d", seed).isLessThanOrEqualTo(highestMs[p] - LAG_MS);
          }
        }
      }
      assertThat(lastMs).as("seed %d: it moved", seed).isNotEqualTo(NONE);
    }
  }

  private void assign(int... partitions) {
    for (int partition : partitions) {
      watermarks.assign(partition, NONE, false, nanos());
      assigned.add(partition);
    }
  }

  private void read(int partition, long eventTimeMs) {
    watermarks.observe(partition, eventTimeMs, nanos());
  }

  /** Kafka answers all the time: nobody has more than was read. */
  private long advance() {
    assigned.forEach(partition -> watermarks.confirmSilence(partition, nanos()));
    return advanceUnconfirmed();
  }

  private long advanceUnconfirmed() {
    return watermarks.advance(watermarks.isIdle());
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(nowMs);
  }
}
