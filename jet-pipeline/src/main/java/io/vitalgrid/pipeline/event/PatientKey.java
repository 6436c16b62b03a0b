package io.vitalgrid.pipeline.event;

/**
 * A patient, and the Hazelcast partition that the patient's id belongs to: the address of the lane
 * that handles all of the patient's events.
 */
public record PatientKey(String id, int partition) {
  @Override
  public String toString() {
    return "PatientKey[partition=" + partition + "]";
  }
}
