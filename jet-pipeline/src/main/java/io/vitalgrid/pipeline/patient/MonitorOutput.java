package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientEvent;

/** Where the monitor's results go. */
public interface MonitorOutput {
  void pane(Pane pane);

  void tooLate(TooLate event);

  void departed(Departed patient);

  /** An event that is new to the patient, late or not; of a discharge, one that ends the stay. */
  default void heard(PatientEvent event) {}

  /** The state changed and must be written. */
  void dirty(PatientState state);
}
