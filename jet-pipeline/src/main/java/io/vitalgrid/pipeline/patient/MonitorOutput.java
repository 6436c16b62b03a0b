package io.vitalgrid.pipeline.patient;

/** Where the monitor's results go. */
interface MonitorOutput {
  void pane(Pane pane);

  void tooLate(TooLate event);

  void departed(Departed patient);

  /** The state changed and must be written. */
  void dirty(PatientState state);
}
