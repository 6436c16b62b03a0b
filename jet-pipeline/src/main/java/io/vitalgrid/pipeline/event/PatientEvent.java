package io.vitalgrid.pipeline.event;

/** An accepted event of one patient. */
public sealed interface PatientEvent permits Vitals, Admission, Discharge {
  PatientKey patient();

  /** When it happened, in epoch ms, by the sender's clock. */
  long eventTimeMs();

  Origin origin();
}
