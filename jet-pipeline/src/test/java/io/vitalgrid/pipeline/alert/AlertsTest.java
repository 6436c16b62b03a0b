package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.Timing;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Duration 100 ms, cool-down 500 ms, windows that end at full seconds; thresholds of the chart. */
class AlertsTest {
  private final Lane lane = new Lane();

  @Test
  void when_nothingIsWrong_then_nothingIsKeptOrWritten() {
    for (int t = 0; t < 10_000; t += 10) {
      lane.score(t, 4);
    }

    assertThat(lane.told).isEmpty();
    assertThat(lane.writes).isZero();
    assertThat(lane.alerts.patients()).isEmpty();
  }

  @Test
  void when_nothingIsWrong_then_aPaneAllocatesNothing() {
    Lane.Repeated pane = lane.repeated(4);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    pane.give(20_000); // warms up
    long beforeBytes = threads.getThreadAllocatedBytes(id);
    long startNanos = System.nanoTime();
    pane.give(1_000_000);
    long nanos = System.nanoTime() - startNanos;
    long bytes = threads.getThreadAllocatedBytes(id) - beforeBytes;
    System.out.printf(
        "a pane with nothing wrong: %.1f ns, %d bytes in a million%n", nanos / 1e6, bytes);

    assertThat(bytes).isLessThan(100_000);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 99, false",
    "6, 100, false",
    "7, 99, false",
    "7, 100, true",
    "7, 101, true",
    "8, 100, true",
  })
  void when_thresholdAndDurationAreExactlyReached_then_raised(
      int points, long lastMs, boolean raised) {
    Lane high = new Lane(new AlertPolicy(7, 20, 3, 1, 50, 5, 100, 500, 5000, 1));
    high.score(0, points);
    high.score(lastMs, points);

    assertThat(high.changes().contains("RAISED NEWS2_HIGH " + lastMs)).isEqualTo(raised);
  }

  @ParameterizedTest
  @CsvSource({"0.4999, false", "0.50, true"})
  void when_riskIsAtTheThreshold_then_raised(double risk, boolean raised) {
    lane.risk(0, risk);
    lane.risk(100, risk);

    assertThat(lane.changes().contains("RAISED RISK_HIGH 100")).isEqualTo(raised);
  }

  @Test
  void when_valueIsWithinTheHysteresis_then_theAlertStaysOpen_belowItEnds() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(200, 6);
    lane.score(900, 6);
    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");

    lane.score(1000, 5);
    lane.score(1099, 5);
    assertThat(lane.told).hasSize(1);
    lane.score(1100, 5);
    assertThat(lane.changes()).contains("CLEARED NEWS2_HIGH 1100");
  }

  @ParameterizedTest
  @CsvSource({"799, false", "800, true"})
  void when_coolDownIsOver_then_raisedAgain_notOneMsBefore(long againMs, boolean raised) {
    lane.risk(0, 0.9);
    lane.risk(100, 0.9);
    lane.risk(200, 0.1);
    lane.risk(300, 0.1);
    assertThat(lane.changes()).containsExactly("RAISED RISK_HIGH 100", "CLEARED RISK_HIGH 300");

    lane.risk(600, 0.9);
    lane.risk(againMs, 0.9);

    assertThat(lane.changes().contains("RAISED RISK_HIGH " + againMs)).isEqualTo(raised);
  }

  @Test
  void when_scoreIsHigh_then_mediumAndRedAndTrendAreCovered() {
    lane.early(0, 0, Lane.points(8), 50, Double.NaN);
    lane.early(100, 100, Lane.points(8), 50, Double.NaN);
    lane.early(300, 300, Lane.points(8), 50, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");

    lane.score(400, 5);
    lane.score(500, 5);
    assertThat(lane.changes())
        .containsExactly(
            "RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 500", "RAISED NEWS2_MEDIUM 500");
  }

  @Test
  void when_scoreClimbsOn_then_mediumWaitsForHigh_butNotForOneThatIsNotHighAnyMore() {
    lane.score(0, 5);
    lane.score(80, 7);
    lane.score(100, 8);
    assertThat(lane.told).as("high is about to be").isEmpty();
    lane.score(180, 8);
    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 180");

    Lane other = new Lane();
    other.score(0, 5);
    other.score(80, 7);
    other.score(100, 6);
    assertThat(other.changes()).containsExactly("RAISED NEWS2_MEDIUM 100");
  }

  @Test
  void when_highIsInItsCoolDown_then_mediumIsRaised() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(200, 0);
    lane.score(300, 0);
    lane.score(400, 8);
    lane.score(500, 8);

    assertThat(lane.changes())
        .containsExactly(
            "RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 300", "RAISED NEWS2_MEDIUM 500");
  }

  @Test
  void when_oneParameterAloneScoresThree_then_red() {
    int red = News2Scorer.score(new double[] {40, 16, 98, 37, 120, 80, 5}, alert(), 1);
    lane.early(0, 0, red, Lane.UNKNOWN_RISE, Double.NaN);
    lane.early(100, 100, red, Lane.UNKNOWN_RISE, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_RED_PARAMETER 100");
  }

  @Test
  void when_scoreIsThreeAboveItsMeanBefore_then_deteriorating() {
    lane.early(0, 0, Lane.points(4), 29, Double.NaN);
    lane.early(100, 100, Lane.points(4), 29, Double.NaN);
    assertThat(lane.told).isEmpty();
    lane.early(200, 200, Lane.points(4), 30, Double.NaN);
    lane.early(300, 300, Lane.points(4), 30, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED DETERIORATING 300");
  }

  @Test
  void when_riskIsUnknown_then_nothingChanges() {
    lane.risk(0, 0.9);
    lane.risk(50, Double.NaN);
    lane.risk(100, 0.9);
    lane.risk(200, Double.NaN);
    lane.risk(900, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED RISK_HIGH 100");
  }

  @Test
  void when_scoreIsLowOnlyBecauseAValueWentMissing_then_theAlertStaysOpen() {
    lane.score(0, 7);
    lane.score(100, 7);
    int blind = News2Scorer.score(new double[] {70, 16, Double.NaN, 37, 120, 70, 5}, alert(), 1);
    lane.early(200, 200, blind, Lane.UNKNOWN_RISE, Double.NaN);
    lane.early(900, 900, blind, Lane.UNKNOWN_RISE, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");
  }

  @Test
  void when_latePaneOfItsWindowSaysOtherwise_then_amendedWhileTheNewestStillSaysSo() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(1500, 8);
    lane.settled(Timing.ON_TIME, 1000, 7);
    assertThat(lane.told).hasSize(1);

    lane.late(1000, 50, 2);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100", "AMENDED NEWS2_HIGH");
    assertThat(lane.last().row().reason())
        .contains("Corrected by late readings: with them, NEWS2 is 2")
        .contains("It stays open: now NEWS2 is 8.");
    assertThat(lane.last().row().revision()).isEqualTo(2);
  }

  @Test
  void when_latePaneOfItsWindowSaysOtherwise_then_withdrawn_evenIfItWasCleared() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(200, 0);
    lane.score(300, 0);
    lane.settled(Timing.ON_TIME, 1000, 7);
    lane.late(1000, 50, 2);

    assertThat(lane.changes())
        .containsExactly(
            "RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 300", "WITHDRAWN NEWS2_HIGH 300");
    assertThat(lane.last().row().status()).isEqualTo("WITHDRAWN");
  }

  @Test
  void when_lateReadingIsFromAfterTheRaise_then_itIsNoCorrection_howeverGood() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.early(1000, 400, Lane.points(0), Lane.UNKNOWN_RISE, Double.NaN); // after an outage
    lane.late(1000, 400, 0);
    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");

    lane.late(1000, 410, 9);
    lane.late(1000, 420, 0);
    lane.late(1000, 430, 9);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");
  }

  @Test
  void when_lastReadingOfItsWindowIsLateAndGood_then_aClearedAlertStaysCleared() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(1000, 0);
    lane.score(1100, 0);
    lane.settled(Timing.ON_TIME, 1000, 7);
    lane.late(1000, 999, 0);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 1100");
  }

  @Test
  void when_readingFromBeforeTheAlertComesLater_then_itIsWithdrawn() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.early(100, 50, Lane.points(3), Lane.UNKNOWN_RISE, Double.NaN);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100", "WITHDRAWN NEWS2_HIGH 100");
  }

  @Test
  void when_onTimePaneOfItsWindowIsBetter_then_thatIsNoCorrection() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.settled(Timing.ON_TIME, 1000, 2);
    lane.late(1000, 50, 1);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100");
  }

  @Test
  void when_patientIsDischarged_then_openAlertsEnd_andNothingIsKeptOnceASnapshotHasIt() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.discharge(700);
    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 700");

    lane.snapshot();
    lane.discharge(700);
    assertThat(lane.alerts.patients()).isEmpty();
    assertThat(lane.told).hasSize(2);
  }

  @Test
  void when_patientComesBackAfterADischarge_then_noCoolDownIsLeft_alsoAfterARestart() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.discharge(200);
    PatientAlerts stored =
        PatientAlerts.unpack("P1", lane.alerts.patients().get("P1").pack(new PackedOutput(64)));
    Lane successor = new Lane();
    successor.alerts.patients().put("P1", stored);

    for (Lane each : List.of(lane, successor)) {
      int told = each.told.size();
      each.score(0, 7); // the stay that has ended, once more
      each.score(100, 7);
      assertThat(each.told).hasSize(told);

      each.score(210, 7);
      each.score(310, 7);
      assertThat(each.changes()).contains("RAISED NEWS2_HIGH 310");

      each.score(400, 0);
      each.score(500, 0);
      each.score(600, 7);
      each.score(700, 7);
      assertThat(each.changes()).as("its own").doesNotContain("RAISED NEWS2_HIGH 700");
    }
  }

  @Test
  void when_nothingIsHeardForTheTimeToLive_then_openAlertsEnd_andItIsForgottenOncePeopleKnow() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.score(150, 7);
    PatientAlerts patient = lane.alerts.patients().get("P1");

    lane.alerts.silent(patient, 24 * 3_600_000);
    lane.alerts.silent(patient, 24 * 3_600_000);

    assertThat(lane.changes()).containsExactly("RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 150");
    assertThat(lane.last().endsIt()).isTrue();
    assertThat(lane.last().row().reason())
        .endsWith(" Over: nothing was heard of the patient for 24 h.");
    assertThat(lane.alerts.patients()).as("people may not know yet").containsValue(patient);
    assertThat(lane.forgotten).isZero();

    lane.snapshot();
    lane.alerts.silent(patient, 24 * 3_600_000);
    assertThat(lane.alerts.patients()).isEmpty();
    assertThat(lane.forgotten).isEqualTo(1);
    assertThat(lane.told).hasSize(2);
  }

  @Test
  void when_silentPatientIsHeardAgain_then_noCoolDownIsLeft() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.alerts.silent(lane.alerts.patients().get("P1"), 24 * 3_600_000);

    lane.score(110, 7);
    lane.score(210, 7);

    assertThat(lane.changes())
        .containsExactly(
            "RAISED NEWS2_HIGH 100", "CLEARED NEWS2_HIGH 100", "RAISED NEWS2_HIGH 210");
  }

  @Test
  void when_streamIsReplayedAfterARestart_then_nothingIsRaisedTwice() {
    Random random = new Random(5);
    Lane first = new Lane();
    long[] times = new long[2000];
    int[] points = new int[2000];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 20L;
      points[i] = (i / 100) % 2 == 0 ? 7 : random.nextInt(9);
      first.score(times[i], points[i]);
    }
    Lane second = new Lane();
    int crash = 1234;
    for (int i = 0; i < crash; i++) {
      second.score(times[i], points[i]);
    }
    PatientAlerts kept =
        PatientAlerts.unpack("P1", second.alerts.patients().get("P1").pack(new PackedOutput(64)));
    Lane third = new Lane();
    third.alerts.patients().put("P1", kept);
    for (int i = crash - 300; i < times.length; i++) {
      third.give(
          Timing.EARLY,
          Math.floorDiv(times[i], 1000) * 1000 + 1000,
          true,
          times[i],
          times[i],
          Lane.points(points[i]),
          Lane.UNKNOWN_RISE,
          Double.NaN,
          i + 1);
    }

    second.told.addAll(third.told);
    assertThat(second.told)
        .extracting(AlertChange::alertId)
        .isEqualTo(first.told.stream().map(AlertChange::alertId).toList());
    assertThat(second.changes()).isEqualTo(first.changes());
  }

  @Test
  void when_raised_then_theReasonHasValuesThresholdWindowAndWhatIsMissing() {
    int partial =
        News2Scorer.score(new double[] {131, 25, 92, Double.NaN, 120, 70, 5}, Observations.NONE, 1);
    lane.early(0, 0, partial, Lane.UNKNOWN_RISE, Double.NaN);
    lane.early(100, 100, partial, Lane.UNKNOWN_RISE, Double.NaN);

    assertThat(News2.total(partial)).isEqualTo(8);
    assertThat(lane.told.get(0).row().reason())
        .startsWith("NEWS2 is 8, the threshold is 7: ")
        .contains("respiratory rate scores 3", "SpO2 scores 2", "pulse scores 3")
        .contains("not known, or too old: supplemental oxygen, consciousness, temperature.")
        .contains("It has held for 100 ms.")
        .contains("Window ", "EARLY revision");
  }

  private static int alert() {
    return Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');
  }
}
