package io.vitalgrid.pipeline.event;

import io.vitalgrid.grid.row.Profile;

/** The record system's facts about a stay. */
public record Admission(PatientKey patient, long eventTimeMs, Origin origin, Profile profile)
    implements PatientEvent {
  @Override
  public String toString() {
    return "Admission[" + origin + "]";
  }
}
