package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Size 10 s, slide 5 s, lateness 5 s, state lives for a minute. */
class MonitorTest {
  private static final PatientKey P1 = new PatientKey("P1", 1);
  private static final PatientKey P2 = new PatientKey("P2", 2);
  private static final MonitorPolicy POLICY =
      new MonitorPolicy(Events.TOPIC, 10_000, 5_000, 5_000, 60_000);

  private final Events events = new Events();
  private final Said.Recorder said = new Said.Recorder();
  private final Tally tally = new Tally();
  private long nowMs;
  private Monitor monitor = newMonitor();

  private Monitor newMonitor() {
    return new Monitor(POLICY, said, tally, () -> nowMs);
  }

  @Test
  void when_anEventComesTwice_then_theSecondChangesNothingAndIsCounted() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    String before = said().toString();
    long lengthBefore = state(P1).toRow(new PackedOutput(64)).eventCount();
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    assertThat(before).contains("rev 1");
    assertThat(said()).isEmpty();
    assertThat(state(P1).toRow(new PackedOutput(64)).eventCount()).isEqualTo(lengthBefore);
    assertThat(tally.get(Counter.DUPLICATE)).isEqualTo(1);
  }

  /** What watches devices must not count an event twice, nor take a copy for a message. */
  @Test
  void when_eventsAreReplayed_doubled_orOfAPastStay_thenTheyAreNotHeardOf_butLateOnesAre() {
    List<PatientEvent> heard = new ArrayList<>();
    MonitorOutput output =
        new Said.Recorder() {
          @Override
          public void heard(PatientEvent event) {
            heard.add(event);
          }
        };
    Monitor listening = new Monitor(POLICY, output, tally, () -> nowMs);
    PatientEvent first = events.vitals(P1, 1, 3_000, 60);
    listening.apply(first);
    listening.apply(first);
    listening.apply(events.vitals(P1, 1, 3_000, 60));
    listening.advance(100_000);
    PatientEvent late = events.vitals(P1, 2, 4_000, 60);
    listening.apply(late);
    PatientEvent discharge = events.discharge(P1, 120_000);
    listening.apply(discharge);
    listening.apply(events.vitals(P1, 3, 110_000, 60));

    assertThat(heard).containsExactly(first, late, discharge);
    assertThat(tally.get(Counter.REPLAYED)).isEqualTo(1);
    assertThat(tally.get(Counter.DUPLICATE)).isEqualTo(1);
    assertThat(tally.get(Counter.TOO_LATE)).isEqualTo(2);
  }

  @Test
  void when_aSnapshotIsComplete_then_theNextEventLetsGoOfWhatCameTooLateBefore() {
    monitor.apply(events.vitals(P1, 1, 100_000, 60));
    monitor.advance(100_000);
    for (long seq = 10; seq < 40; seq += 10) {
      Vitals tooLate = events.vitals(P1, seq, 4_000, 60);
      monitor.apply(tooLate);
      monitor.snapshotTaken();
      monitor.apply(events.vitals(P1, seq + 1, 100_000, 60));
      assertThat(state(P1).late.find(tooLate.origin())).isNotNull();
      monitor.snapshotComplete();
      monitor.apply(events.vitals(P1, seq + 2, 100_000, 60));
      assertThat(state(P1).late.find(tooLate.origin())).isNull();
    }
  }

  @Test
  void when_theCopyComesLongAfter_then_itIsStillADuplicate() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    for (int seq = 2; seq < 200; seq++) {
      monitor.apply(events.vitals(P1, seq, 3_000 + seq * 1_000L, 60));
      monitor.advance(seq * 1_000L);
    }
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    assertThat(tally.get(Counter.DUPLICATE)).isEqualTo(1);
    assertThat(tally.get(Counter.TOO_LATE)).isZero();
  }

  @Test
  void when_anOffsetIsReadAgain_then_itIsAReplayAndNoDuplicate() {
    PatientEvent event = events.vitals(P1, 1, 3_000, 60);
    monitor.apply(event);
    said();
    monitor.apply(event);
    assertThat(said()).isEmpty();
    assertThat(tally.get(Counter.REPLAYED)).isEqualTo(1);
    assertThat(tally.get(Counter.DUPLICATE)).isZero();
  }

  @Test
  void when_anEventIsTooLate_then_theSideOutputSaysHowLateAgainstWhichWatermark() {
    monitor.apply(events.vitals(P1, 1, 30_000, 60));
    said();
    monitor.advance(20_000);
    monitor.apply(events.vitals(P1, 2, 4_999, 60));
    assertThat(said()).isEmpty();
    assertThat(tooLate(P1)).containsExactly("too late MON-1/2 at watermark 20000 by 15001");
    assertThat(tally.get(Counter.TOO_LATE)).isEqualTo(1);
    assertThat(state(P1).eventId).as("the prediction keeps its event").isEqualTo("MON-1/1");
    assertThat(state(P1).eventCount).isEqualTo(1);
  }

  @Test
  void when_aPatientHasOnlyEventsThatCameTooLate_then_noStateIsKept() {
    monitor.advance(100_000);
    monitor.apply(events.vitals(P1, 1, 1_000, 60));
    assertThat(monitor.patients().size()).isZero();
    assertThat(tooLate(P1)).hasSize(1);
  }

  @Test
  void when_thePatientIsAdmitted_then_itIsScoredAtOnceWithTheProfile() {
    monitor.apply(events.admission(P1, 7_000, 74));
    assertThat(said())
        .containsExactly(
            "EARLY [0, 10000) rev 1 newest, 0 events, 0 late by patient-data/0/0 at 7000 sent"
                + " 1000000 profile 74");
    monitor.apply(events.vitals(P1, 1, 12_000, 60));
    monitor.apply(events.admission(P1, 6_000, 50));
    assertThat(said())
        .as("the profile with the highest event time wins")
        .containsExactly(
            "EARLY [5000, 15000) rev 1 newest, 1 events, 0 late by MON-1/1 at 12000 sent 1000001"
                + " profile 74",
            "EARLY [5000, 15000) rev 2 newest, 1 events, 0 late by patient-data/0/2 at 6000 sent"
                + " 1000002 profile 74");
    assertThat(tally.get(Counter.PROFILE_UPDATES)).isEqualTo(2);
  }

  @Test
  void when_twoAdmissionsComeBeforeAnyReading_then_theWindowOfTheLaterOneIsShown() {
    monitor.apply(events.admission(P1, 17_000, 74));
    monitor.apply(events.admission(P1, 3_000, 50));
    assertThat(said())
        .extracting(line -> line.substring(0, line.indexOf(" newest")))
        .containsExactly("EARLY [10000, 20000) rev 1", "EARLY [10000, 20000) rev 2");
  }

  @Test
  void when_thePatientIsDischarged_then_stateAndPredictionGoAndTheStayIsOver() {
    monitor.apply(events.admission(P1, 1_000, 74));
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    said();
    monitor.apply(events.discharge(P1, 4_000));
    assertThat(said()).containsExactly("departed");
    assertThat(state(P1).isPresent()).isFalse();

    monitor.apply(events.vitals(P1, 2, 4_000, 60));
    assertThat(tooLate(P1))
        .as("dated at the discharge")
        .containsExactly("too late MON-1/2 at watermark " + Long.MIN_VALUE + " by 0");
    monitor.apply(events.vitals(P1, 3, 4_001, 60));
    assertThat(said())
        .as("a new stay, whose revisions go on")
        .containsExactly(
            "EARLY [-5000, 5000) rev 3 newest, 1 events, 0 late by MON-1/3 at 4001 sent 1000004"
                + " profile none");
    monitor.advance(5_000);
    settleAll();
    assertThat(said()).hasSize(1).allMatch(line -> line.contains("rev 4 newest, 1 events"));
  }

  @Test
  void when_windowsAreDueAsTheDischargeComes_then_theySettleWithTheProfile() {
    monitor.apply(events.admission(P1, 1_000, 74));
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    said();
    monitor.advance(5_000);
    monitor.apply(events.discharge(P1, 6_000));
    assertThat(said())
        .containsExactly(
            "ON_TIME [-5000, 5000) rev 3 newest, 1 events, 0 late by the last sent "
                + Pane.NO_TIME
                + " profile 74",
            "departed");
  }

  @Test
  void when_theNextStayHasBegunAsTheDischargeComes_then_itGoesOn() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P1, 2, 9_000, 60));
    said();
    monitor.apply(events.discharge(P1, 4_000));
    assertThat(said()).isEmpty();
    assertThat(state(P1).isPresent()).isTrue();
    monitor.apply(events.vitals(P1, 3, 4_000, 60));
    assertThat(tally.get(Counter.TOO_LATE)).isEqualTo(1);
  }

  @Test
  void when_manyPatientsAreDue_then_portionsAndEventsTogetherSettleEachOnce() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P2, 1, 3_000, 60));
    said();
    monitor.advance(5_000);
    assertThat(monitor.settleDue(1)).isTrue();
    assertThat(said()).hasSize(1);
    monitor.apply(events.vitals(P1, 2, 8_000, 60));
    monitor.apply(events.vitals(P2, 2, 8_000, 60));
    settleAll();
    assertThat(said().stream().filter(line -> line.startsWith("ON_TIME"))).hasSize(1);
    assertThat(tally.get(Counter.PANES_ON_TIME)).isEqualTo(2);
  }

  @Test
  void when_thePatientIsSilentForTheTimeToLive_then_itIsForgotten() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    nowMs = 59_999;
    assertThat(monitor.expire(10)).isZero();
    nowMs = 60_000;
    assertThat(monitor.expire(10)).isEqualTo(1);
    monitor.advance(1_000_000);
    said();
    settleAll();
    assertThat(said()).isEmpty();
  }

  @Test
  void when_theRestoredWatermarkIsOlder_then_settledWindowsStaySettledAndAreSaidAgain() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(7_000);
    settleAll();
    said();

    restart(4_000);
    assertThat(said()).as("in portions, not all at once").isEmpty();
    settleAll();
    assertThat(said())
        .as("what the crash may have lost, at the same revisions")
        .extracting(line -> line.substring(0, line.indexOf(" by")))
        .containsExactly("ON_TIME [-5000, 5000) rev 2 newest, 1 events, 0 late");
    monitor.apply(events.vitals(P1, 2, 4_000, 61));
    assertThat(said())
        .as("late against the state's own mark")
        .extracting(line -> line.substring(0, line.indexOf(" by")))
        .containsExactly(
            "EARLY [-5000, 5000) rev 3 newest, 2 events, 1 late",
            "LATE [-5000, 5000) rev 4 newest, 2 events, 1 late");
    monitor.advance(7_000);
    settleAll();
    assertThat(said()).isEmpty();
  }

  @Test
  void when_eventsAreReplayedAfterARestart_then_theNewestPaneIsSaidAgainOnce() {
    PatientEvent first = events.vitals(P1, 1, 3_000, 60);
    PatientEvent second = events.vitals(P1, 2, 4_000, 61);
    monitor.apply(first);
    monitor.apply(second);
    said();
    restart(0);
    monitor.apply(first);
    monitor.apply(second);
    assertThat(said())
        .containsExactly(
            "EARLY [-5000, 5000) rev 2 newest, 2 events, 0 late by MON-1/2 at 4000 sent "
                + Pane.NO_TIME
                + " profile none");
    assertThat(tally.get(Counter.REPLAYED)).isEqualTo(2);
  }

  @Test
  void when_theNewestWindowHadSettled_then_aReplaySaysItOnceAsSettled() {
    PatientEvent event = events.vitals(P1, 1, 3_000, 60);
    monitor.apply(event);
    monitor.advance(5_000);
    settleAll();
    said();
    restart(5_000);
    monitor.apply(event);
    assertThat(said())
        .extracting(line -> line.substring(0, line.indexOf(",")))
        .containsExactly("ON_TIME [-5000");
  }

  /** Before the snapshot the watermark was there, but the patient's turn had not come. */
  @Test
  void when_theWindowSettledAtTheSnapshotsWatermark_then_itIsSaidAgainWithoutAReplay() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    boolean settled = monitor.due() == 0;
    monitor.snapshotTaken();
    monitor.snapshotComplete();
    settleAll();
    said();
    restart(5_000, settled);
    settleAll();
    assertThat(said())
        .extracting(line -> line.substring(0, line.indexOf(",", 20)))
        .containsExactly("ON_TIME [-5000, 5000) rev 2 newest");
  }

  @Test
  void when_theNewestWindowWasShownAgainAfterItSettled_then_theReplaySaysThatLast() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    settleAll();
    PatientEvent admission = events.admission(P1, 6_000, 74);
    monitor.apply(admission);
    said();
    restart(4_000);
    settleAll();
    assertThat(said())
        .as("no step back for the prediction")
        .singleElement()
        .asString()
        .startsWith("ON_TIME [-5000, 5000) rev 2, 1 events");
    monitor.apply(admission);
    assertThat(said())
        .singleElement()
        .asString()
        .startsWith("EARLY [-5000, 5000) rev 3 newest, 1 events")
        .endsWith("profile 74");
    monitor.apply(admission);
    assertThat(said()).as("once").isEmpty();
  }

  @Test
  void when_aNewEventComesBeforeItsTurn_then_whatIsSaidAgainIsNoStepBack() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    settleAll();
    said();
    restart(4_000);
    monitor.apply(events.admission(P1, 6_000, 74));
    assertThat(said()).singleElement().asString().contains("rev 3 newest");
    settleAll();
    assertThat(said()).singleElement().asString().startsWith("ON_TIME [-5000, 5000) rev 2, 1 ev");
  }

  @Test
  void when_theNextStayHadBegun_then_theOldOneIsSaidAgainButIsNotTheNewest() {
    monitor.apply(events.admission(P1, 1_000, 74));
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    settleAll();
    PatientEvent discharge = events.discharge(P1, 6_000);
    PatientEvent admission = events.admission(P1, 12_000, 50);
    monitor.apply(discharge);
    monitor.apply(admission);
    said();
    restart(0);
    monitor.apply(discharge);
    monitor.apply(admission);
    assertThat(said())
        .extracting(line -> line.replaceAll(" by .* profile", " profile"))
        .containsExactly(
            "ON_TIME [-5000, 5000) rev 3, 1 events, 0 late profile 74",
            "EARLY [5000, 15000) rev 1 newest, 0 events, 0 late profile 50");
  }

  /** The old stay's reading is in [5000, 15000), too, which has settled. */
  @Test
  void when_theNextStayBeganBeforeWindowsOfTheOldOneEnd_then_itsOwnWindowIsSaidAgain() {
    monitor.apply(events.vitals(P1, 1, 8_000, 60));
    monitor.advance(15_000);
    settleAll();
    PatientEvent discharge = events.discharge(P1, 8_500);
    PatientEvent admission = events.admission(P1, 9_000, 50);
    monitor.apply(discharge);
    monitor.apply(admission);
    monitor.snapshotTaken();
    monitor.snapshotComplete();
    PatientEvent again = events.admission(P1, 9_000, 51);
    monitor.apply(again);
    said();
    restart(15_000);
    monitor.apply(again);
    assertThat(said())
        .extracting(line -> line.replaceAll(" by .* profile", " profile"))
        .containsExactly("EARLY [0, 10000) rev 4 newest, 0 events, 0 late profile 51");
  }

  @Test
  void when_theNewestWindowHadSettled_andASnapshotHasThat_then_aReplayDoesNotSayItAsEarly() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    settleAll();
    monitor.snapshotTaken();
    monitor.snapshotComplete();
    PatientEvent duplicate = events.vitals(P1, 1, 3_000, 60);
    monitor.apply(duplicate);
    said();
    restart(5_000);
    settleAll();
    monitor.apply(duplicate);
    assertThat(said()).isEmpty();
  }

  @Test
  void when_aDischargeIsReplayedAfterARestart_then_thePredictionGoesAgain() {
    PatientEvent discharge = events.discharge(P1, 4_000);
    monitor.apply(events.admission(P1, 1_000, 74));
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(new Discharge(P1, 4_000, events.origin(0)));
    said();
    restart(0);
    monitor.apply(discharge);
    assertThat(said()).as("no pane brings the patient back").containsExactly("departed");
  }

  @Test
  void when_anEventMakesNoDifferenceToWhatIsDue_then_thatWaitsForItsTurn() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P1, 2, 8_000, 60));
    said();
    monitor.advance(5_000);
    monitor.apply(events.vitals(P1, 3, 9_000, 60));
    monitor.apply(events.vitals(P1, 4, 5_000, 60));
    assertThat(timings()).containsExactly("EARLY", "EARLY");
    assertThat(monitor.due()).isEqualTo(1);
    settleAll();
    assertThat(said()).singleElement().asString().startsWith("ON_TIME [-5000, 5000) rev 2, 1 ev");
    assertThat(monitor.due()).isZero();
  }

  @Test
  void when_anEventMakesADifferenceToWhatIsDue_then_thatSettlesFirst() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P1, 2, 8_000, 60));
    said();
    monitor.advance(5_000);
    monitor.apply(events.vitals(P1, 3, 4_999, 60));
    assertThat(timings()).as("it is of that window").containsExactly("ON_TIME", "EARLY", "LATE");
    monitor.advance(10_000);
    monitor.apply(events.vitals(P1, 4, 10_000, 60));
    assertThat(timings()).as("that was the newest").containsExactly("ON_TIME", "EARLY");
  }

  @Test
  void when_anEventTakesAwayAValueFromBefore_then_whatIsDueSettlesFirst() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    double[] temperature = new double[Vital.COUNT];
    Arrays.fill(temperature, Double.NaN);
    temperature[Vital.TEMPERATURE.index()] = 37;
    monitor.apply(
        new Vitals(
            P1, 8_000, events.origin(0), null, Vitals.NO_SEQ, temperature, Observations.NONE));
    said();
    monitor.advance(5_000);
    monitor.apply(events.vitals(P1, 3, 9_000, 60));
    assertThat(timings()).as("the pulse is of 3,000").containsExactly("ON_TIME", "EARLY");
  }

  private List<String> timings() {
    return said().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  @Test
  void when_windowsThatAreDueMayWait_then_whatMustBeSaidAgainDoesNot() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.advance(5_000);
    settleAll();
    restart(0);
    monitor.apply(events.vitals(P2, 1, 3_000, 60));
    monitor.advance(5_000);
    said();
    assertThat(monitor.due()).isEqualTo(1);
    assertThat(monitor.settleDue(8, 0)).as("P1").isTrue();
    assertThat(monitor.settleDue(8, 0)).as("P2").isFalse();
    assertThat(said()).hasSize(1);
    assertThat(monitor.settleDue(8, 8)).isTrue();
    assertThat(monitor.due()).isZero();
    assertThat(said()).hasSize(1);
  }

  private void restart(long watermarkMs) {
    restart(watermarkMs, true);
  }

  private void restart(long watermarkMs, boolean settled) {
    List<PatientState> states = new ArrayList<>();
    for (PatientState state : monitor.patients().all()) {
      states.add(PatientState.fromRow(state.key, state.toRow(new PackedOutput(64))));
    }
    monitor = newMonitor();
    monitor.restore(states, watermarkMs, settled);
  }

  private void settleAll() {
    while (monitor.settleDue(1)) {}
  }

  private PatientState state(PatientKey patient) {
    return monitor.patients().get(patient);
  }

  /** Panes and departures since the last call. */
  private List<String> said() {
    List<String> lines = new ArrayList<>();
    said.byPatient.values().forEach(all -> all.forEach(line -> lines.add(line.toString())));
    said.byPatient.clear();
    return lines;
  }

  private List<String> tooLate(PatientKey patient) {
    return said.tooLate.get(patient.id()).stream().map(Said::toString).toList();
  }
}
