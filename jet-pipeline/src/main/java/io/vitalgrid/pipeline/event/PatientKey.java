package io.vitalgrid.pipeline.event;

import io.vitalgrid.pipeline.store.MapKey;

/**
 * A patient's id, and the Hazelcast partition that it belongs to: the address of the lane that
 * handles all of the patient's events.
 */
public final class PatientKey extends MapKey<String> {
  private final int partition;

  public PatientKey(String id, int partition) {
    super(id);
    this.partition = partition;
  }

  public String id() {
    return key();
  }

  public int partition() {
    return partition;
  }

  @Override
  public String toString() {
    return "PatientKey[partition=" + partition + "]";
  }
}
