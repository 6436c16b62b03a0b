package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.alert.Episode.Status;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.window.Timing;
import java.util.HashMap;
import java.util.Map;

/**
 * When the patients of one lane are to be spoken of. Plain Java; not thread-safe.
 *
 * <pre>
 * value          5  7  7  6  7  7  7  5  7  5  5  5  7         min-duration 2, cool-down 3
 * event time     0  1  2  3  4  5  6  7  8  9 10 11 12
 * threshold 7, hysteresis 1: raised at 4, for it has held since 1, and 6 is not over; at 7 it is
 * over, but not at 8; cleared at 11, over since 9; raised again from 14 on, if it holds then
 * </pre>
 *
 * <p>An alert is raised when its value is at the threshold or above, and has not been over since
 * {@code min-duration}; it ends when its value has been over for as long. In between there is one
 * alert, whatever the value does. Nothing is raised in the cool-down after an end, and kinds that
 * NEWS2_HIGH covers not while that is open, or about to be. An unknown value changes nothing, and
 * neither does a score that is low only because parameters are missing that were there when the
 * alert was raised.
 *
 * <p>Cost for a patient with whom nothing is wrong: one look-up in a heap map, a few comparisons.
 */
final class Alerts {
  private final AlertPolicy policy;
  private final AlertOutput output;
  private final Reasons reasons;
  private final Corrections corrections;
  private final Map<String, PatientAlerts> patients = new HashMap<>();
  private boolean changed;

  Alerts(AlertPolicy policy, AlertOutput output) {
    this.policy = policy;
    this.output = output;
    reasons = new Reasons(policy);
    corrections = new Corrections(policy, reasons, this::tell);
  }

  Map<String, PatientAlerts> patients() {
    return patients;
  }

  /**
   * Takes a prediction in.
   *
   * @param clockMs this member's clock, epoch ms
   */
  void prediction(Prediction prediction, long clockMs) {
    Pane pane = prediction.pane();
    PatientAlerts patient = patients.get(pane.patient().id());
    if (patient == null) {
      if (!pane.newest() || !holdsAny(prediction)) {
        return;
      }
      patient = new PatientAlerts(pane.patient().id());
      patient.version = clockMs; // beyond all that was known of the patient before, and forgotten
      patients.put(patient.id, patient);
    }
    patient.touchedMs = clockMs;
    changed = false;
    if (pane.timing() != Timing.EARLY) {
      changed |= corrections.settled(patient, prediction);
    }
    long nowMs = Measure.nowMs(prediction);
    if (pane.newest() && patient.pass(pane, nowMs)) {
      for (int i = 0; i < AlertKind.COUNT; i++) {
        step(patient, AlertKind.of(i), prediction, nowMs);
      }
    }
    finish(patient);
  }

  private void finish(PatientAlerts patient) {
    patient.dropIdle(policy);
    if (patient.isEmpty()) {
      patients.remove(patient.id);
      output.forgotten(patient);
    } else if (changed) {
      patient.version++;
      output.dirty(patient);
    }
  }

  private boolean holdsAny(Prediction prediction) {
    for (int i = 0; i < AlertKind.COUNT; i++) {
      AlertKind kind = AlertKind.of(i);
      if (Measure.of(kind, prediction) >= policy.raiseAt(kind)) {
        return true;
      }
    }
    return false;
  }

  private void step(PatientAlerts patient, AlertKind kind, Prediction prediction, long nowMs) {
    double value = Measure.of(kind, prediction);
    Watch watch = patient.watch(kind);
    if (watch == null && value >= policy.raiseAt(kind)) {
      watch = patient.start(kind);
    }
    if (watch == null || Double.isNaN(value)) {
      return;
    }
    if (watch.isOpen()) {
      stepOpen(patient, watch, prediction, value, nowMs);
    } else {
      stepQuiet(patient, watch, prediction, value, nowMs);
    }
    watch.value = value;
  }

  private void stepQuiet(
      PatientAlerts patient, Watch watch, Prediction prediction, double value, long nowMs) {
    AlertKind kind = watch.kind;
    boolean holds = value >= policy.raiseAt(kind);
    if (!holds) {
      if (watch.holdsSinceMs != Watch.NONE && value < policy.overBelow(kind)) {
        watch.holdsSinceMs = Watch.NONE;
        changed = true;
      }
      return;
    }
    if (watch.holdsSinceMs == Watch.NONE) {
      watch.holdsSinceMs = nowMs;
      changed = true;
    }
    boolean longEnough = nowMs - watch.holdsSinceMs >= policy.minDurationMs();
    boolean covered = kind.isCoveredByHigh() && isHigh(patient, nowMs);
    if (longEnough && isCool(patient, watch, nowMs) && !covered) {
      raise(patient, watch, prediction, nowMs);
    }
  }

  private boolean isCool(PatientAlerts patient, Watch watch, long nowMs) {
    return watch.episode == null
        || watch.episode.clearedAtMs <= patient.stayEndMs
        || nowMs - watch.episode.clearedAtMs >= policy.coolDownMs();
  }

  /** Whether NEWS2_HIGH is open, or will be as soon as it has held for long enough. */
  private boolean isHigh(PatientAlerts patient, long nowMs) {
    Watch high = patient.watch(AlertKind.NEWS2_HIGH);
    return high != null
        && (high.isOpen()
            || (high.value >= policy.raiseAt(AlertKind.NEWS2_HIGH)
                && isCool(patient, high, nowMs)));
  }

  private void raise(PatientAlerts patient, Watch watch, Prediction prediction, long nowMs) {
    Pane pane = prediction.pane();
    Episode before = watch.episode;
    watch.episode =
        new Episode(
            nowMs,
            pane.stats().startMs(),
            pane.endMs(),
            reasons.raised(watch.kind, prediction, nowMs - watch.holdsSinceMs, nowMs),
            Measure.missing(prediction));
    if (before != null && before.raisedAtMs == nowMs) {
      watch.episode.revision = before.revision + 1; // the same alert again
    }
    watch.overSinceMs = Watch.NONE;
    tell(patient, watch, Change.RAISED);
  }

  private void stepOpen(
      PatientAlerts patient, Watch watch, Prediction prediction, double value, long nowMs) {
    Episode episode = watch.episode;
    boolean over =
        value < policy.overBelow(watch.kind)
            && !Measure.isBlind(watch.kind, prediction, episode.missing);
    if (!over) {
      changed |= watch.overSinceMs != Watch.NONE;
      watch.overSinceMs = Watch.NONE;
      return;
    }
    Pane pane = prediction.pane();
    boolean corrected =
        pane.timing() == Timing.EARLY
            && pane.eventTimeMs() <= episode.raisedAtMs
            && watch.value >= policy.raiseAt(watch.kind);
    if (corrected) {
      watch.end(Status.WITHDRAWN, nowMs, reasons.withdrawn(watch.kind, prediction, value));
      tell(patient, watch, Change.WITHDRAWN, true);
      return;
    }
    if (watch.overSinceMs == Watch.NONE) {
      watch.overSinceMs = nowMs;
      changed = true;
    }
    if (nowMs - watch.overSinceMs >= policy.minDurationMs()) {
      watch.end(Status.CLEARED, nowMs, reasons.cleared(watch.kind, value, nowMs));
      tell(patient, watch, Change.CLEARED, true);
    }
  }

  private void tell(PatientAlerts patient, Watch watch, Change change) {
    tell(patient, watch, change, false);
  }

  private void tell(PatientAlerts patient, Watch watch, Change change, boolean endsIt) {
    changed = true;
    output.tell(
        watch.kind,
        new AlertChange(
            watch.episode.id(patient.id, watch.kind),
            change,
            watch.episode.row(patient.id, watch.kind),
            endsIt));
  }

  /** The patient left: nothing is open any more. */
  void departed(Departed departed) {
    PatientAlerts patient = patients.get(departed.patient().id());
    if (patient != null) {
      endStay(patient, departed.atMs(), reasons.discharged(departed.atMs()));
    }
  }

  /**
   * Nothing was heard of the patient for the time to live: what is open ends, as of the newest
   * pane; once a complete snapshot covers that people were told, the patient is forgotten.
   */
  void silent(PatientAlerts patient, long stateTtlMs) {
    if (patient.hasOpen() || !patient.isUnsaid()) {
      endStay(patient, patient.nowMs, reasons.silent(stateTtlMs));
    }
  }

  private void endStay(PatientAlerts patient, long atMs, String reason) {
    changed = true;
    for (int i = 0; i < AlertKind.COUNT; i++) {
      Watch watch = patient.watch(AlertKind.of(i));
      if (watch == null) {
        continue;
      }
      watch.holdsSinceMs = Watch.NONE;
      if (watch.isOpen()) {
        watch.end(Status.CLEARED, atMs, reason);
        tell(patient, watch, Change.CLEARED, true);
      }
    }
    patient.endStay(atMs);
    finish(patient);
  }
}
