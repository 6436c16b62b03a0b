package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.ArrayDeque;

/**
 * What a lane has said since the last complete snapshot. It may not have arrived when the member
 * dies, so it is part of the patients' states ({@link RecentPanes}, {@link LateArrivals}) until a
 * snapshot confirms it; here are the snapshots, and the patients concerned.
 */
final class Unconfirmed {
  /** Restored patients who must be heard again. */
  private final ArrayDeque<PatientState> unheard = new ArrayDeque<>();

  /** Patients who have recent panes. */
  private final ArrayDeque<PatientState> speaking = new ArrayDeque<>();

  private final PackedOutput buffer = new PackedOutput(1024);

  /** The number of the next snapshot. */
  private long snapshot = LateArrivals.FIRST_SNAPSHOT;

  /** The last one that is complete: all that was said before it has arrived. */
  private long complete;

  /** How many of those who speak have not been looked at since. */
  private int toForget;

  /**
   * Takes back a patient of before a restart.
   *
   * @param again whether what the patient has said may not have arrived, and will be said again
   *     though nothing is replayed
   */
  void restore(PatientState patient, boolean again) {
    if (!patient.recent.isEmpty()) {
      speaking.add(patient);
      if (again) {
        unheard.add(patient);
      }
    }
  }

  /**
   * @return a restored patient who must be heard again, or null if there is none
   */
  PatientState pollUnheard() {
    return unheard.poll();
  }

  /** Something that the patient had said before the restart has been said again. */
  void saidAgain(PatientState patient) {
    patient.saidAgain = snapshot;
  }

  /** A settled pane was fired. */
  void add(PatientState patient, Pane pane, WindowStats stats) {
    if (patient.recent.isEmpty()) {
      speaking.add(patient);
    }
    patient.recent.add(pane, stats, snapshot, buffer);
  }

  /** An event came too late. */
  void addTooLate(PatientState patient, Origin origin, long watermarkMs, long latenessMs) {
    patient.late.add(origin, watermarkMs, latenessMs, snapshot);
  }

  void snapshotTaken() {
    snapshot++;
  }

  void snapshotComplete() {
    complete = snapshot - 1;
    toForget = speaking.size();
  }

  /** Lets go of what has arrived, for one patient. */
  void forget(PatientState patient) {
    if (patient.confirmed != complete && mayForget(patient)) {
      patient.confirmed = complete;
      patient.late.forget(complete);
      patient.recent.forget(complete);
    }
  }

  /**
   * Not as long as a replay may ask for it to be said again, or what was said again is not covered.
   */
  private boolean mayForget(PatientState patient) {
    return !patient.awaitsReplay && patient.saidAgain <= complete;
  }

  /** The same for those who have not changed since, so many at most. */
  void forget(int maxPatients) {
    for (int i = 0; i < maxPatients && toForget > 0; i++, toForget--) {
      PatientState patient = speaking.poll();
      if (mayForget(patient)) {
        patient.recent.forget(complete);
      }
      if (!patient.recent.isEmpty()) {
        speaking.add(patient);
      }
    }
  }
}
