package io.vitalgrid.pipeline.alert;

/** Where the results of {@link Alerts} go. */
interface AlertOutput {
  /** People are to be told, once the patient's state is safe. */
  void tell(AlertKind kind, AlertChange change);

  /** The state changed and must be written. */
  void dirty(PatientAlerts patient);

  /** The state is needed no more. */
  void forgotten(PatientAlerts patient);
}
