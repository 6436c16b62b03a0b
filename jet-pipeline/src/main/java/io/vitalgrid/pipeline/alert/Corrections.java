package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.alert.Episode.Status;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.window.Timing;

/**
 * What late readings do to alerts: they may show that the window that raised one was no reason to,
 * or was one after all. An ON_TIME pane that says otherwise is no correction, nor is a good reading
 * from after the raise, however late it comes: time went on.
 */
final class Corrections {
  /** Tells people of a change. */
  interface Teller {
    void tell(PatientAlerts patient, Watch watch, Change change, boolean endsIt);
  }

  private final AlertPolicy policy;
  private final Reasons reasons;
  private final Teller teller;

  Corrections(AlertPolicy policy, Reasons reasons, Teller teller) {
    this.policy = policy;
    this.reasons = reasons;
    this.teller = teller;
  }

  /**
   * Takes in a pane that is not EARLY.
   *
   * @return whether it changed anything
   */
  boolean settled(PatientAlerts patient, Prediction prediction) {
    Pane pane = prediction.pane();
    boolean changed = false;
    for (int i = 0; i < AlertKind.COUNT; i++) {
      Watch watch = patient.watch(AlertKind.of(i));
      Episode episode = watch == null ? null : watch.episode;
      double value = Measure.of(AlertKind.of(i), prediction);
      if (episode == null || episode.windowEndMs != pane.endMs() || Double.isNaN(value)) {
        continue;
      }
      boolean stands = episode.windowStands;
      if (value >= policy.raiseAt(watch.kind)) {
        stands = true;
      } else if (value < policy.overBelow(watch.kind)
          && !Measure.isBlind(watch.kind, prediction, episode.missing)) {
        stands = false;
      }
      if (stands != episode.windowStands) {
        episode.windowStands = stands;
        changed = true;
        if (pane.timing() == Timing.LATE && (stands || pane.eventTimeMs() <= episode.raisedAtMs)) {
          correct(patient, watch, prediction, value);
        }
      }
    }
    return changed;
  }

  private void correct(
      PatientAlerts patient, Watch watch, Prediction prediction, double windowValue) {
    Episode episode = watch.episode;
    String note = reasons.withdrawn(watch.kind, prediction, windowValue);
    if (episode.windowStands) {
      if (episode.status == Status.CLEARED || episode.note == null) {
        return; // people were not told otherwise
      }
      episode.note = reasons.confirmed(watch.kind, prediction, windowValue);
      if (episode.status == Status.WITHDRAWN) {
        episode.status = Status.CLEARED;
      }
      amend(patient, watch, Change.AMENDED);
    } else if (episode.isOpen() && !(watch.value < policy.overBelow(watch.kind))) {
      episode.note = note + " " + reasons.standsAnyway(watch.kind, watch.value);
      amend(patient, watch, Change.AMENDED);
    } else if (episode.isOpen()) {
      watch.end(Status.WITHDRAWN, patient.nowMs, note);
      teller.tell(patient, watch, Change.WITHDRAWN, true);
    } else {
      episode.status = Status.WITHDRAWN;
      episode.note = note;
      amend(patient, watch, Change.WITHDRAWN);
    }
  }

  private void amend(PatientAlerts patient, Watch watch, Change change) {
    watch.episode.revision++;
    teller.tell(patient, watch, change, false);
  }
}
