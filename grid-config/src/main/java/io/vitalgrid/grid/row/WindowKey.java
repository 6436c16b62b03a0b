package io.vitalgrid.grid.row;

import com.hazelcast.partition.PartitionAware;

/**
 * A patient's window, kept on the member that owns the patient.
 *
 * @param windowEndMs exclusive end, epoch ms
 */
public record WindowKey(String patientId, long windowEndMs) implements PartitionAware<String> {
  @Override
  public String getPartitionKey() {
    return patientId;
  }

  /** Says only when, for the rest is a patient's data. */
  @Override
  public String toString() {
    return "WindowKey[windowEndMs=" + windowEndMs + "]";
  }
}
