package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.Timing;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that flicker around each threshold for an hour, one a second. */
class FlickerTest {
  private static final AlertPolicy USUAL =
      new AlertPolicy(7, 5, 3, 1, 50, 5, 60_000, 300_000, 360_000, 1_800_000);

  @ParameterizedTest
  @EnumSource(AlertKind.class)
  void when_valueFlickersAroundTheThreshold_then_oneAlert(AlertKind kind) {
    Lane lane = new Lane(USUAL);
    Random random = new Random(kind.index());
    int crossings = 0;
    boolean above = false;
    for (int second = 0; second < 3600; second++) {
      boolean high = random.nextBoolean();
      crossings += high && !above ? 1 : 0;
      above = high;
      give(lane, kind, high, second * 1000L);
    }
    long raised = count(lane, kind);
    System.out.printf(
        "%-20s crossings of the threshold: %4d, alerts raised: %d%n", kind, crossings, raised);

    assertThat(crossings).isGreaterThan(500);
    assertThat(raised).isEqualTo(1);
  }

  /** Just at the threshold, and just below it. */
  private static void give(Lane lane, AlertKind kind, boolean high, long t) {
    switch (kind) {
      case NEWS2_HIGH -> lane.score(t, high ? 7 : 6);
      case NEWS2_MEDIUM -> lane.score(t, high ? 5 : 4);
      case NEWS2_RED_PARAMETER -> lane.early(t, t, spo2(high ? 91 : 92), Lane.UNKNOWN_RISE, 0);
      case DETERIORATING -> lane.early(t, t, Lane.points(4), high ? 30 : 29, 0);
      case RISK_HIGH -> lane.risk(t, high ? 0.501 : 0.499);
    }
  }

  private static int spo2(double percent) {
    int alert =
        Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');
    return News2Scorer.score(new double[] {70, 16, percent, 37, 120, 80, 5}, alert, 1);
  }

  private static long count(Lane lane, AlertKind kind) {
    return lane.told.stream()
        .filter(change -> change.change() == Change.RAISED)
        .filter(change -> change.row().kind().equals(kind.name()))
        .count();
  }

  /** Beyond the hysteresis the duration holds: worst case, one alert a cool-down. */
  @Test
  void when_valueSwingsFarAndFast_then_theDurationsHold() {
    Lane lane = new Lane(USUAL);
    for (int second = 0; second < 3600; second++) {
      lane.score(second * 1000L, second % 2 == 0 ? 9 : 0);
    }
    assertThat(lane.told).isEmpty();

    Lane slow = new Lane(USUAL);
    for (int second = 0; second < 3600; second++) {
      slow.score(second * 1000L, second / 90 % 2 == 0 ? 9 : 0);
    }
    long raised = count(slow, AlertKind.NEWS2_HIGH);
    System.out.printf("swings of 90 s, 0 to 9: %d in an hour, alerts raised: %d%n", 20, raised);
    assertThat(raised).isBetween(1L, 10L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void when_anyStream_then_neverTwoOpenOfAKind_andEveryEndFollowsARaise(long seed) {
    Random random = new Random(seed);
    Lane lane = new Lane();
    Map<String, String> open = new HashMap<>();
    int heard = 0;
    long t = 0;
    for (int i = 0; i < 5000; i++) {
      t += random.nextInt(60);
      int points = random.nextInt(13);
      switch (random.nextInt(10)) {
        case 0 -> lane.settled(Timing.ON_TIME, t / 1000 * 1000, points);
        case 1 -> lane.settled(Timing.LATE, t / 1000 * 1000, points);
        case 2 ->
            lane.early(t, t - 200, Lane.points(points), random.nextInt(60), random.nextDouble());
        case 3 -> lane.snapshot();
        default -> lane.early(t, t, Lane.points(points), random.nextInt(60), random.nextDouble());
      }
      if (random.nextInt(500) == 0) {
        lane.discharge(t);
      }
      for (; heard < lane.told.size(); heard++) {
        check(open, lane.told.get(heard));
      }
    }
    assertThat(lane.told).hasSizeGreaterThan(50);
  }

  private static void check(Map<String, String> open, AlertChange change) {
    String kind = change.row().kind();
    if (change.change() == Change.RAISED) {
      assertThat(open.put(kind, change.alertId())).as("open before: %s", kind).isNull();
    } else if (change.endsIt()) {
      assertThat(open.remove(kind)).isEqualTo(change.alertId());
    }
    boolean isOpen = change.alertId().equals(open.get(kind));
    assertThat(change.row().status().equals("OPEN")).isEqualTo(isOpen);
  }
}
