package io.vitalgrid.pipeline.event;

/** The end of a stay. */
public record Discharge(PatientKey patient, long eventTimeMs, Origin origin)
    implements PatientEvent {
  @Override
  public String toString() {
    return "Discharge[" + origin + "]";
  }
}
