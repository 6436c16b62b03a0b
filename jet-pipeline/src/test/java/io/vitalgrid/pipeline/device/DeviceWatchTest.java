package io.vitalgrid.pipeline.device;

import static io.vitalgrid.pipeline.device.Bedside.T;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceWatchTest {
  private final Watched watched = new Watched();
  private final Bedside bedside = new Bedside(watched, "MON-1", "P1");

  @Test
  void when_deviceWorks_then_itIsReportedEveryTenSeconds_andNothingIsSaid() {
    bedside.send(60).settled();

    assertThat(watched.said()).isEmpty();
    assertThat(watched.reports).isEqualTo(6);
    DeviceReport row = watched.table.get("MON-1");
    assertThat(row.patientId()).isEqualTo("P1");
    assertThat(row.status()).isEqualTo("OK");
    assertThat(row.reason()).isNull();
    assertThat(row.faults()).isEmpty();
    assertThat(row.sinceMs()).isEqualTo(T);
    assertThat(row.lastSeenMs()).isEqualTo(T + 50_000);
  }

  @Test
  void when_patientDeteriorates_then_deviceIsFine() {
    bedside.send(120);
    for (int second = 0; second < 60; second++) { // collapse within a minute
      bedside.heartRate += 2;
      bedside.systolic -= 1.2;
      bedside.spo2 -= 0.5;
      bedside.send(1);
    }
    bedside.heartRate = 0; // and asystole
    bedside.spo2 = 0;
    for (int second = 0; second < 600; second++) {
      bedside.send(0, 0, 50 + second % 3);
    }
    assertThat(watched.said()).isEmpty();
  }

  @Test
  void when_patientHasASeizureBetweenFewReadings_then_theTopOfTheHillIsNoSpike() {
    bedside.send(120);
    for (double heartRate : new double[] {86, 100, 138, 112, 88, 81}) {
      bedside.send(heartRate, 97, 120);
    }
    bedside.send(40);
    assertThat(watched.said()).isEmpty();
  }

  @Test
  void when_nothingComesForSixGaps_then_dropOut_untilTheNextRecord() {
    bedside.send(120).settled();
    long lastMs = bedside.nowMs - 1000;

    bedside.silent(4).settled();
    assertThat(watched.said()).isEmpty();
    bedside.silent(60).settled();
    assertThat(watched.said()).containsExactly("DROP_OUT raised");
    DeviceReport row = watched.table.get("MON-1");
    assertThat(row.status()).isEqualTo("DROP_OUT");
    assertThat(row.lastSeenMs()).isEqualTo(lastMs);
    assertThat(row.sinceMs()).isBetween(lastMs + 6_000, lastMs + 7_300);
    assertThat(row.reason()).startsWith("nothing for ").contains("where a record every 1.");

    bedside.send(1);
    assertThat(watched.said()).containsExactly("DROP_OUT raised", "DROP_OUT cleared");
    assertThat(watched.status("MON-1")).isEqualTo("OK");

    bedside.send(20).silent(60).settled(); // and again
    assertThat(watched.said()).hasSize(3);
  }

  @Test
  void when_allAreSilent_then_nobodyHasDroppedOut() {
    bedside.send(120).settled();
    bedside.silent(3600); // the watermark stays, for no event moves it
    while (watched.watch.checkDue(1)) {}
    assertThat(watched.said()).isEmpty();
  }

  @Test
  void when_theStreamEnds_andTheWatermarkGoesToTheEndOfTheWindow_then_nobodyHasDroppedOut() {
    Bedside other = new Bedside(watched, "MON-2", "P2");
    sendBoth(other, 120);
    bedside.watermark(bedside.nowMs + 59_000);
    assertThat(watched.said()).isEmpty();

    bedside.send(20).watermark(bedside.nowMs - 1000); // it goes on, without the other
    assertThat(watched.said()).containsExactly("DROP_OUT raised");
    assertThat(watched.status("MON-2")).isEqualTo("DROP_OUT");
  }

  @Test
  void when_theStreamEnds_andAGatewaysClockIsAhead_then_nobodyHasDroppedOut() {
    Bedside ahead = new Bedside(watched, "MON-2", "P2");
    ahead.silent(3600);
    for (int i = 0; i < 120; i++) {
      bedside.send(1);
      ahead.send(80 + i % 2, 97, 120, bedside.nowMs);
    }
    bedside.watermark(bedside.nowMs + 59_000);
    assertThat(watched.said()).doesNotContain("DROP_OUT raised");
  }

  @Test
  void when_patientIsDischarged_then_deviceIsDetached_andNotMissed() {
    bedside.send(120).settled().discharged().silent(3600).settled();

    assertThat(watched.said()).isEmpty();
    assertThat(watched.status("MON-1")).isEqualTo("DETACHED");
    assertThat(watched.watch.size()).isZero();
  }

  @Test
  void when_aReadingRepeats_then_stuck_untilItChanges() {
    bedside.send(120);
    for (int i = 0; i < 60; i++) {
      bedside.send(80, 97, 120);
    }
    assertThat(watched.said()).containsExactly("STUCK raised");
    assertThat(watched.table.get("MON-1").reason()).contains("the same reading").contains("times");
    bedside.send(10);
    assertThat(watched.said()).containsExactly("STUCK raised", "STUCK cleared");
  }

  @Test
  void when_oneReadingIsFarOff_then_spike_andOverAfterSixteenReadings() {
    bedside.send(120).send(180, 97, 120).send(8);
    assertThat(watched.said()).isEmpty(); // it may be the beginning of noise
    bedside.send(1);
    assertThat(watched.said()).containsExactly("SPIKE raised");
    assertThat(watched.table.get("MON-1").reason())
        .isEqualTo("heart_rate was far off for one reading");
    bedside.send(8);
    assertThat(watched.said()).containsExactly("SPIKE raised", "SPIKE cleared");
  }

  @Test
  void when_readingsJumpUpAndDown_then_noiseBurst_andNoSpike() {
    bedside.send(120);
    for (int i = 0; i < 20; i++) {
      bedside.send(i % 2 == 0 ? 60 : 110, 97, 120 + i % 3);
    }
    bedside.send(40);
    assertThat(watched.said()).containsExactly("NOISE_BURST raised", "NOISE_BURST cleared");
  }

  @Test
  void when_clockIsBehind_then_foundAfterTwoWindows_andOverWhenItIsRight() {
    bedside.send(60);
    for (int i = 0; i < 40; i++) {
      bedside.send(80 + i % 3, 97, 120, bedside.nowMs - 4_000 - (i % 5 == 0 ? 8_000 : 0));
    }
    assertThat(watched.said()).containsExactly("WRONG_CLOCK raised");
    assertThat(watched.table.get("MON-1").reason()).isEqualTo("its clock is 4.0 s behind");
    bedside.send(30);
    assertThat(watched.said()).containsExactly("WRONG_CLOCK raised", "WRONG_CLOCK cleared");
  }

  @Test
  void when_keptReadingsComeAfterAnOutage_then_clockIsRight() {
    bedside.send(60).silent(60);
    long untilMs = bedside.nowMs;
    for (int i = 0; i < 60; i++) { // a minute's readings within 20 s
      bedside.nowMs = untilMs + i * 333L;
      bedside.send(80 + i % 3, 97, 120, untilMs - 60_000 + i * 1000L);
    }
    bedside.send(60);
    assertThat(watched.said()).doesNotContain("WRONG_CLOCK raised");
  }

  @Test
  void when_numbersAreMissing_then_gaps_butNotWhenTheyOnlyComeLater() {
    bedside.send(60);
    for (int i = 0; i < 30; i++) { // 2 1, 4 3, 6 5 …
      bedside.seq++;
      bedside.send(1);
      bedside.seq -= 2;
      bedside.send(1);
      bedside.seq++;
    }
    bedside.send(40);
    assertThat(watched.said()).isEmpty();

    for (int i = 0; i < 10; i++) {
      bedside.seq++;
      bedside.send(3);
    }
    assertThat(watched.said()).containsExactly("SEQUENCE_GAPS raised");
    bedside.send(60);
    assertThat(watched.said()).containsExactly("SEQUENCE_GAPS raised", "SEQUENCE_GAPS cleared");
  }

  @Test
  void when_numberingBeginsAnew_then_noGap() {
    bedside.send(60);
    bedside.seq = 1_000_000;
    bedside.send(60);
    bedside.seq = 1;
    bedside.send(60);
    assertThat(watched.said()).isEmpty();
  }

  @Test
  void when_recordsAreRefused_then_badRecords_fromTheFourthOn() {
    bedside.send(60).sendBad(3);
    assertThat(watched.said()).isEmpty();
    bedside.sendBad(1);
    assertThat(watched.said()).containsExactly("BAD_RECORDS raised");
    assertThat(watched.table.get("MON-1").reason())
        .isEqualTo("4 of its last 16 records were refused");
    bedside.send(16);
    assertThat(watched.said()).containsExactly("BAD_RECORDS raised", "BAD_RECORDS cleared");
  }

  @Test
  void when_twoFaultsStand_then_statusIsTheMoreSerious_andBothAreListed() {
    bedside.send(120).sendBad(6);
    for (int i = 0; i < 30; i++) {
      bedside.send(80, 97, 120).sendBad(1);
    }
    DeviceReport row = watched.table.get("MON-1");
    assertThat(row.status()).isEqualTo("STUCK");
    assertThat(row.faults()).isEqualTo("STUCK,BAD_RECORDS");
  }

  @Test
  void when_laneStartsAnew_then_aStandingFaultStands_andIsSaidOnce() {
    bedside.send(60).sendBad(6);
    long sinceMs = watched.table.get("MON-1").sinceMs();

    Watched after = new Watched();
    after.table.putAll(watched.table);
    Bedside again = new Bedside(after, "MON-1", "P1");
    again.nowMs = bedside.nowMs;
    again.seq = bedside.seq + 40; // what the lane has not seen is no gap
    again.sendBad(2).send(2).sendBad(4);

    assertThat(after.said()).doesNotContain("BAD_RECORDS raised", "SEQUENCE_GAPS raised");
    assertThat(after.status("MON-1")).isEqualTo("BAD_RECORDS");
    assertThat(after.table.get("MON-1").sinceMs()).isEqualTo(sinceMs);
  }

  @Test
  void when_laneStartsAnew_then_eachFaultIsClearedUnderItsOwnTimeAndReason() {
    bedside.send(120).sendBad(6);
    for (int i = 0; i < 30; i++) {
      bedside.send(80, 97, 120).sendBad(1);
    }
    List<DeviceChange> raised = List.copyOf(watched.changes);
    assertThat(watched.said()).containsExactly("BAD_RECORDS raised", "STUCK raised");

    Watched after = new Watched();
    after.table.putAll(watched.table);
    Bedside again = new Bedside(after, "MON-1", "P1");
    again.nowMs = bedside.nowMs;
    again.send(60);

    assertThat(after.said()).containsExactlyInAnyOrder("BAD_RECORDS cleared", "STUCK cleared");
    assertThat(after.changes)
        .extracting(DeviceChange::fault, DeviceChange::raisedAtMs, DeviceChange::reason)
        .containsExactlyInAnyOrderElementsOf(
            raised.stream().map(c -> tuple(c.fault(), c.raisedAtMs(), c.reason())).toList());
  }

  @Test
  void when_laneStartsAnew_then_itKnowsTheDevicesPace() {
    bedside.send(120).settled();

    Watched after = new Watched();
    after.table.putAll(watched.table);
    Bedside again = new Bedside(after, "MON-1", "P1");
    again.nowMs = bedside.nowMs;
    again.send(2).silent(100).settled();

    assertThat(after.said()).containsExactly("DROP_OUT raised");
  }

  @Test
  void when_nobodyHearsADeviceAfterARestart_then_itHasDroppedOut_andComesBackAsUsual() {
    bedside.send(120).settled();

    Watched after = new Watched();
    after.table.putAll(watched.table);
    after.watch.watchOver(after.table.get("MON-1"));
    Bedside again = new Bedside(after, "MON-1", "P1");
    again.nowMs = bedside.nowMs;
    again.silent(60).settled();
    assertThat(after.said()).isEmpty(); // its row may be on its way

    again.silent(60).settled();
    assertThat(after.said()).containsExactly("DROP_OUT raised");
    assertThat(after.status("MON-1")).isEqualTo("DROP_OUT");

    again.send(1);
    assertThat(after.said()).containsExactly("DROP_OUT raised", "DROP_OUT cleared");
    again.silent(60).settled();
    assertThat(after.said()).hasSize(3);
  }

  @Test
  void when_aLaneHearsTheDeviceAfterARestart_then_itIsNotMissed() {
    bedside.send(120).settled();

    Watched after = new Watched();
    after.table.putAll(watched.table);
    after.watch.watchOver(after.table.get("MON-1"));
    Bedside again = new Bedside(after, "MON-1", "P1");
    again.nowMs = bedside.nowMs;
    again.send(200).settled();

    assertThat(after.said()).isEmpty();
    assertThat(after.watch.size()).isEqualTo(1);
  }

  @Test
  void when_aSensorIsMissing_andThenTheWholeDevice_thenReasonsFollow_andSilenceIsSeenAgain() {
    bedside.send(120);
    for (int i = 0; i < 12; i++) {
      bedside.send(80 + i % 3, Double.NaN, 120);
    }
    assertThat(watched.table.get("MON-1").reason()).isEqualTo("spo2 is missing from its readings");

    bedside.settled().silent(60).settled();
    assertThat(watched.table.get("MON-1").reason()).startsWith("nothing for");

    for (int i = 0; i < 12; i++) {
      bedside.send(80 + i % 3, Double.NaN, 120);
    }
    assertThat(watched.table.get("MON-1").reason()).isEqualTo("spo2 is missing from its readings");

    bedside.send(10);
    assertThat(watched.status("MON-1")).isEqualTo("OK");
    bedside.settled().silent(60).settled();
    assertThat(watched.table.get("MON-1").reason()).startsWith("nothing for");
  }

  @Test
  void when_aPatientIsSentForByEverNewDevices_thenOnlySixteenAreRemembered() {
    for (int i = 0; i < 100; i++) {
      new Bedside(watched, "MON-" + i, "P1").send(1);
    }
    assertThat(watched.watch.size()).isEqualTo(16);
  }

  @Test
  void when_aDetachedDeviceIsUsedAgain_then_itIsFineSinceThen() {
    bedside.send(60).discharged().silent(600).send(1);
    assertThat(watched.status("MON-1")).isEqualTo("OK");
    assertThat(watched.table.get("MON-1").sinceMs()).isEqualTo(bedside.nowMs - 1000);
  }

  @Test
  void when_deviceMovesToAnotherPatient_then_theFormerLaneSaysNothingMore() {
    bedside.send(120).settled();
    Watched other = new Watched();
    Bedside moved = new Bedside(other, "MON-1", "P2");
    moved.nowMs = bedside.nowMs;
    moved.send(120).settled();
    watched.table.putAll(other.table); // the same table

    bedside.silent(120).settled();

    assertThat(watched.said()).isEmpty();
    assertThat(watched.status("MON-1")).isEqualTo("OK");
    assertThat(watched.table.get("MON-1").patientId()).isEqualTo("P2");
    assertThat(watched.watch.size()).isZero();
  }

  @Test
  void when_delayedRecordsFollow_then_oneComparisonIsNoDrift_butThreeAre() {
    Bedside other = new Bedside(watched, "MON-2", "P1");
    sendBoth(other, 120);
    bedside.heartRate = 280;
    sendBoth(other, 8); // compared once
    for (int i = 0; i < 5; i++) {
      bedside.send(280, 97, 120, bedside.nowMs - 20_000);
    }
    assertThat(watched.said()).doesNotContain("DRIFT raised");

    sendBoth(other, 16);
    assertThat(watched.said()).contains("DRIFT raised");
  }

  @Test
  void when_theOtherDeviceGoesToAnotherPatient_then_driftIsOver() {
    Bedside other = new Bedside(watched, "MON-2", "P1");
    sendBoth(other, 120);
    bedside.heartRate = 280;
    sendBoth(other, 40);
    assertThat(watched.said()).contains("DRIFT raised").doesNotContain("DRIFT cleared");

    Watched elsewhere = new Watched();
    Bedside moved = new Bedside(elsewhere, "MON-2", "P2");
    moved.nowMs = other.nowMs;
    moved.send(60);
    watched.table.put("MON-2", elsewhere.table.get("MON-2"));
    bedside.send(8).settled();
    assertThat(watched.watch.size()).as("MON-2 is not watched here any more").isEqualTo(1);
    assertThat(watched.said()).doesNotContain("DRIFT cleared");
    bedside.send(40);

    assertThat(watched.said()).contains("DRIFT cleared");
  }

  private void sendBoth(Bedside other, int count) {
    for (int i = 0; i < count; i++) {
      bedside.send(1);
      other.nowMs = bedside.nowMs;
      other.send(1);
    }
  }

  @Test
  void when_deviceIsGoneForADay_then_itIsForgotten() {
    bedside.send(120).silent(100).settled().silent(25 * 3600).settled();
    assertThat(watched.said()).containsExactly("DROP_OUT raised");
    assertThat(watched.watch.size()).isZero();
  }
}
