package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.Signs;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;

/**
 * One result of one (patient, window), on its way to be scored.
 *
 * @param profile the admission's facts, or null before the first admission record
 * @param newest whether the window is the patient's newest
 * @param stats the window's content, a copy
 * @param news2 packed, see {@link io.vitalgrid.pipeline.clinical.News2}
 * @param riseTenths of the score above its mean of the period before, in tenths of a point; only of
 *     the newest window, else {@link io.vitalgrid.pipeline.clinical.News2Trend#NONE}
 * @param nowMs event time as of which the score is, and values have their age: the patient's
 *     highest, but not beyond the window's end; {@link #NO_TIME} before the first vitals
 * @param earlier what the score was made of, where values from before the window count, too; else
 *     null, and all is in the window
 * @param eventId the event that fired the pane; for ON_TIME, the patient's last before that
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
    int news2,
    int riseTenths,
    long nowMs,
    Signs earlier,
    String eventId,
    long eventTimeMs,
    long intendedMs) {
  public static final long NO_TIME = Long.MIN_VALUE;

  @Override
  public String toString() {
    return "Pane[" + timing + " revision=" + revision + "]";
  }
}
