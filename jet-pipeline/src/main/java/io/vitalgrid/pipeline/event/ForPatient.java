package io.vitalgrid.pipeline.event;

/** What goes to the lane of a patient. */
public interface ForPatient {
  PatientKey patient();
}
