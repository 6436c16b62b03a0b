package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.window.Figures;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Timing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that was said about a patient.
 *
 * @param pane null for a departure and for an event that came too late
 * @param text everything else
 */
record Said(PaneRecord pane, String text) {

  static Said of(Pane pane) {
    PaneRecord record =
        new PaneRecord(
            pane.timing(),
            pane.endMs(),
            pane.revision(),
            pane.lateEvents(),
            pane.newest(),
            Figures.of(pane.stats()));
    return pane(record, pane.eventId(), pane.eventTimeMs(), pane.intendedMs(), pane.profile());
  }

  static Said pane(
      PaneRecord pane, String eventId, long eventTimeMs, long intendedMs, Profile profile) {
    String age = profile == null ? "none" : String.valueOf(profile.age());
    if (pane.timing() == Timing.ON_TIME) { // whichever that is when it settles
      return new Said(pane, " by the last sent " + intendedMs + " profile " + age);
    }
    return new Said(
        pane, " by " + eventId + " at " + eventTimeMs + " sent " + intendedMs + " profile " + age);
  }

  static Said tooLate(String eventId, long watermarkMs, long latenessMs) {
    return new Said(
        null, "too late " + eventId + " at watermark " + watermarkMs + " by " + latenessMs);
  }

  static Said departed() {
    return new Said(null, "departed");
  }

  /**
   * What is settled, then all else, each in its order: windows that are due may settle later than
   * newer events are answered.
   */
  static List<Said> settledFirst(List<Said> said) {
    List<Said> sorted = new ArrayList<>(said);
    sorted.sort(Comparator.comparing(each -> !each.isSettled()));
    return sorted;
  }

  private boolean isSettled() {
    return pane != null && pane.timing() == Timing.ON_TIME;
  }

  Said withNewest(boolean newest) {
    PaneRecord same =
        new PaneRecord(
            pane.timing(),
            pane.endMs(),
            pane.revision(),
            pane.lateEvents(),
            newest,
            pane.figures());
    return new Said(same, text);
  }

  String difference(Said other) {
    if (!text.equals(other.text) || (pane == null) != (other.pane == null)) {
      return this + " / " + other;
    }
    return pane == null ? null : pane.difference(other.pane);
  }

  @Override
  public String toString() {
    return (pane == null ? "" : pane) + text;
  }

  /**
   * What a monitor says, by patient, and the states that it reports as changed. The side output is
   * a stream of its own.
   */
  static class Recorder implements MonitorOutput {
    final Map<String, List<Said>> byPatient = new HashMap<>();
    final Map<String, PatientState> changed = new HashMap<>();

    final Map<String, List<Said>> tooLate = new HashMap<>();

    void add(String patientId, Said said) {
      byPatient.computeIfAbsent(patientId, any -> new ArrayList<>()).add(said);
    }

    void addTooLate(String patientId, Said said) {
      tooLate.computeIfAbsent(patientId, any -> new ArrayList<>()).add(said);
    }

    void clear() {
      byPatient.clear();
      tooLate.clear();
    }

    @Override
    public void pane(Pane pane) {
      add(pane.patient().id(), Said.of(pane));
    }

    @Override
    public void tooLate(TooLate late) {
      addTooLate(
          late.event().patient().id(),
          Said.tooLate(late.eventId(), late.watermarkMs(), late.latenessMs()));
    }

    @Override
    public void departed(Departed departed) {
      add(departed.patient().id(), Said.departed());
    }

    @Override
    public void dirty(PatientState state) {
      changed.put(state.key.id(), state);
    }
  }
}
