package io.vitalgrid.pipeline.alert;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The patients of a lane of whose alerts people may not have heard the last: few, so a snapshot
 * need not look at all. Plain Java; used by one thread.
 */
final class Unsaid {
  private final Set<PatientAlerts> patients = new LinkedHashSet<>();

  /** Takes note of a patient whose alerts may have changed. */
  void note(PatientAlerts patient) {
    if (patient.isUnsaid()) {
      patients.add(patient);
    }
  }

  /** The lane has let go of the patient. */
  void forget(PatientAlerts patient) {
    patients.remove(patient);
  }

  /** A snapshot covers what people were told until now. */
  void seal(Consumer<PatientAlerts> each) {
    for (PatientAlerts patient : patients) {
      patient.seal();
      each.accept(patient);
    }
  }

  /**
   * That snapshot is complete.
   *
   * @param confirmed gets the patients who are changed by that
   */
  void confirm(Consumer<PatientAlerts> confirmed) {
    for (Iterator<PatientAlerts> i = patients.iterator(); i.hasNext(); ) {
      PatientAlerts patient = i.next();
      if (patient.confirm()) {
        confirmed.accept(patient);
      }
      if (!patient.isUnsaid()) {
        i.remove();
      }
    }
  }

  Set<PatientAlerts> patients() {
    return Set.copyOf(patients);
  }
}
