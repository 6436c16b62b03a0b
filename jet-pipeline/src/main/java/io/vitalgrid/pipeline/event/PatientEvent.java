package io.vitalgrid.pipeline.event;

/** An accepted event of one patient. */
public sealed interface PatientEvent extends ForPatient permits Vitals, Admission, Discharge {
  /** When it happened, in epoch ms, by the sender's clock. */
  long eventTimeMs();

  Origin origin();
}
