package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;

/**
 * One result of one (patient, window), on its way to be scored.
 *
 * @param profile the admission's facts, or null before the first admission record
 * @param newest whether the window is the patient's newest
 * @param stats the window's content, a copy
 * @param eventId the event that fired the pane; for ON_TIME, the patient's event before it
 * @param intendedMs when that event's producer meant to send it, or {@link #NO_TIME} if no event
 *     fired the pane
 */
public record Pane(
    PatientKey patient,
    Profile profile,
    Timing timing,
    long endMs,
    int revision,
    int lateEvents,
    boolean newest,
    WindowStats stats,
    String eventId,
    long eventTimeMs,
    long intendedMs) {
  public static final long NO_TIME = Long.MIN_VALUE;

  @Override
  public String toString() {
    return "Pane[" + timing + " revision=" + revision + "]";
  }
}
