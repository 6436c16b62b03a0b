package io.vitalgrid.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.chaos.verdict.Facts.Fate;
import io.vitalgrid.chaos.verdict.Facts.InputRecord;
import io.vitalgrid.chaos.verdict.Facts.LateSaid;
import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Send;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The judge is judged: each fault, planted into the facts of a clean run, turns it red. */
class VerdictTest {
  private static final String PATIENT = "P1";
  private static final int SOME = 25;

  private final CleanRun run = new CleanRun();

  @Test
  void when_nothingIsWrong_then_everyRuleHolds_andEveryKindOfRecordIsThere() {
    Verdict verdict = Verdict.of(run.facts());

    assertThat(verdict.broken()).isEmpty();
    assertThat(verdict.isClean()).isTrue();
    assertThat(verdict.lines().get(0))
        .isEqualTo(
            "records 138 = rejected 8 + on_time 98 + late 16 + too_late 6 + duplicate 8"
                + " + profile_updates 2; windows 62, patients 2");
  }

  // ---- loss

  @Test
  void when_anAcknowledgedRecordIsLost_then_conservationIsBroken() {
    run.input.remove(SOME);

    assertThat(run.broken()).contains(Rule.CONSERVATION);
  }

  @Test
  void when_theGridHasLostAnEvent_then_stateIsBroken() {
    countOf(PATIENT, -1);

    assertThat(run.broken()).containsExactly(Rule.STATE);
  }

  @Test
  void when_aPaneIsLost_then_revisionsAreBroken() {
    run.panes.remove(SOME);

    assertThat(run.broken()).containsExactly(Rule.REVISION);
  }

  @Test
  void when_aWindowIsLost_then_windowsAreBroken() {
    run.windows.remove(someWindow());

    assertThat(run.broken()).contains(Rule.WINDOW);
  }

  @Test
  void when_aTooLateEventIsLost_then_lateIsBroken() {
    run.lateEvents.remove("M1/20");

    assertThat(run.broken()).containsExactly(Rule.LATE);
  }

  @Test
  void when_aRefusalIsLost_then_rejectedIsBroken() {
    run.refusals.remove(0);

    assertThat(run.broken()).containsExactly(Rule.REJECTED);
  }

  // ---- duplicate

  @Test
  void when_aRecordIsInTheTopicTwice_then_conservationIsBroken() {
    InputRecord record = run.input.get(SOME);
    run.input.add(
        new InputRecord(
            record.partition(), 10_000, record.timestampMs(), record.value(), record.sendId()));

    assertThat(run.broken()).containsExactly(Rule.CONSERVATION);
  }

  @Test
  void when_theGridHasCountedAnEventTwice_then_stateIsBroken() {
    countOf(PATIENT, 1);

    assertThat(run.broken()).containsExactly(Rule.STATE);
  }

  @Test
  void when_anAcceptedEventIsCalledTooLateAsWell_then_lateIsBroken() {
    run.lateSaid.add(new LateSaid(PATIENT, "M1/21"));

    assertThat(run.broken()).containsExactly(Rule.LATE);
  }

  // ---- reorder

  @Test
  void when_twoPanesOfAWindowChangePlaces_then_revisionsAreBroken() {
    int first = lastOfAWindow(1);
    Collections.swap(run.panes, first, lastOfAWindow(0));

    assertThat(run.broken()).containsExactly(Rule.REVISION);
  }

  @Test
  void when_revisionsStepBackInARestart_andConverge_then_nothingIsBroken() {
    PaneSaid before = run.panes.get(lastOfAWindow(1));
    PaneSaid last = run.panes.get(lastOfAWindow(0));
    run.panes.add(before);
    run.panes.add(last);
    run.disturbances.add(new Span(0, Long.MAX_VALUE, false));

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void when_revisionsStepBackInARestart_andStayThere_then_revisionsAreBroken() {
    run.panes.add(run.panes.get(lastOfAWindow(1)));
    run.disturbances.add(new Span(0, Long.MAX_VALUE, false));

    assertThat(run.broken()).containsExactly(Rule.REVISION);
  }

  @Test
  void when_aMemberThatWasGivenUpSendsOldPanes_then_nothingIsBroken() {
    run.panes.add(run.panes.get(lastOfAWindow(1)));
    run.disturbances.add(new Span(0, Long.MAX_VALUE, true));

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void when_aMemberSendsAfterItsFaultWhatItMadeBefore_then_nothingIsBroken() {
    PaneSaid before = run.panes.get(lastOfAWindow(1));
    PaneSaid last = run.panes.remove(lastOfAWindow(0));
    long faultMs = last.timestampMs() + 1;
    run.panes.add(at(faultMs, last));
    run.panes.add(before);
    run.disturbances.add(new Span(faultMs, faultMs, true));

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void when_aReplayNeedsFewerRevisions_forTheSameFigures_then_nothingIsBroken() {
    PaneSaid last = run.panes.get(lastOfAWindow(0));
    run.panes.add(late(last, last.risk()));
    run.panes.add(last);
    run.disturbances.add(new Span(0, Long.MAX_VALUE, false));

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void when_aReplayEndsWithOtherFiguresThanTheHighestRevision_then_revisionsAreBroken() {
    PaneSaid last = run.panes.get(lastOfAWindow(0));
    run.panes.add(late(last, 0.5));
    run.panes.add(last);
    run.disturbances.add(new Span(0, Long.MAX_VALUE, false));

    assertThat(run.broken()).containsExactly(Rule.REVISION);
  }

  @Test
  void when_theTopicSaysMoreThanTheTable_then_revisionsAreBroken_evenInARestart() {
    PaneSaid last = run.panes.get(lastOfAWindow(0));
    run.panes.add(late(last, last.risk()));
    run.disturbances.add(new Span(0, Long.MAX_VALUE, true));

    assertThat(run.broken()).containsExactly(Rule.REVISION);
  }

  private static PaneSaid late(PaneSaid pane, double risk) {
    return new PaneSaid(
        pane.timestampMs(),
        pane.patientId(),
        pane.eventId(),
        "LATE",
        pane.revision() + 1,
        pane.windowEndMs(),
        risk,
        pane.news2(),
        pane.scoredAtMs());
  }

  private static PaneSaid at(long timestampMs, PaneSaid pane) {
    return new PaneSaid(
        timestampMs,
        pane.patientId(),
        pane.eventId(),
        pane.timing(),
        pane.revision(),
        pane.windowEndMs(),
        pane.risk(),
        pane.news2(),
        pane.scoredAtMs());
  }

  // ---- stale

  @Test
  void when_aPatientsStateIsOfBeforeTheLastEvent_then_stateIsBroken() {
    PatientRow row = run.patients.get(PATIENT);
    double[] last = row.last();
    last[Vital.HEART_RATE.index()]--;
    run.patients.put(
        PATIENT,
        new PatientRow(
            row.profile(), last, row.lastAt(), row.updatedAtMs(), row.eventCount(), row.state()));

    assertThat(run.broken()).containsExactly(Rule.STATE);
  }

  @Test
  void when_aPredictionIsOfAnOlderWindow_then_predictionsAreBroken() {
    PredictionRow row = run.predictions.get(PATIENT);
    run.predictions.put(PATIENT, prediction(row, row.windowEndMs() - 2_000, row.risk()));

    assertThat(run.broken()).contains(Rule.PREDICTION);
  }

  @Test
  void when_aPatientWhoIsGoneIsStillThere_then_stateAndPredictionsAreBroken() {
    run.patients.put("P9", run.patients.get(PATIENT));
    run.predictions.put("P9", run.predictions.get(PATIENT));

    assertThat(run.broken()).contains(Rule.STATE, Rule.PREDICTION);
  }

  // ---- wrong figures

  @Test
  void when_oneFigureOfOneWindowIsWrong_then_windowsAreBroken() {
    WindowKey key = someWindow();
    WindowRow row = run.windows.get(key);
    row.mean()[Vital.HEART_RATE.index()] += 0.001;

    assertThat(run.broken()).containsExactly(Rule.WINDOW);
  }

  @Test
  void when_aRiskIsWrong_then_predictionsAreBroken() {
    PredictionRow row = run.predictions.get(PATIENT);
    run.predictions.put(PATIENT, prediction(row, row.windowEndMs(), row.risk() + 0.001));

    assertThat(run.broken()).contains(Rule.PREDICTION);
  }

  // ---- what producers are told

  @Test
  void when_aSendIsUnknown_then_itMayBeThereOrNot() {
    Send there = run.sends.get(SOME);
    run.sends.set(SOME, new Send(there.id(), Fate.UNKNOWN, -1, -1, there.hash()));
    run.sends.add(new Send(10_000, Fate.UNKNOWN, -1, -1, 1));

    assertThat(run.broken()).isEmpty();
  }

  @Test
  void when_aFailedSendIsThere_then_conservationIsBroken() {
    Send there = run.sends.get(SOME);
    run.sends.set(SOME, new Send(there.id(), Fate.FAILED, -1, -1, there.hash()));

    assertThat(run.broken()).containsExactly(Rule.CONSERVATION);
  }

  @Test
  void when_nobodySentARecord_then_conservationIsBroken() {
    run.sends.remove(SOME);

    assertThat(run.broken()).containsExactly(Rule.CONSERVATION);
  }

  private void countOf(String patientId, int more) {
    PatientRow row = run.patients.get(patientId);
    run.patients.put(
        patientId,
        new PatientRow(
            row.profile(),
            row.last(),
            row.lastAt(),
            row.updatedAtMs(),
            row.eventCount() + more,
            row.state()));
  }

  private WindowKey someWindow() {
    PaneSaid pane = run.panes.get(lastOfAWindow(0));
    return new WindowKey(pane.patientId(), pane.windowEndMs());
  }

  /** Index of the last but so many panes of a window in the middle of the run. */
  private int lastOfAWindow(int butSoMany) {
    long endMs = run.panes.get(run.panes.size() / 3).windowEndMs();
    String patientId = run.panes.get(run.panes.size() / 3).patientId();
    int left = butSoMany;
    for (int i = run.panes.size() - 1; i >= 0; i--) {
      PaneSaid pane = run.panes.get(i);
      if (pane.windowEndMs() == endMs && pane.patientId().equals(patientId) && left-- == 0) {
        return i;
      }
    }
    throw new IllegalStateException("the window has fewer panes");
  }

  private static PredictionRow prediction(PredictionRow row, long endMs, double risk) {
    return new PredictionRow(
        row.eventId(),
        row.eventTimeMs(),
        row.timing(),
        row.revision(),
        row.windowStartMs(),
        endMs,
        risk,
        row.status(),
        row.model(),
        row.news2(),
        row.news2Band(),
        row.scoredAtMs(),
        row.features());
  }
}
