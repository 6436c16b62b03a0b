package io.vitalgrid.pipeline.device;

import io.vitalgrid.grid.row.Times;
import io.vitalgrid.pipeline.event.PatientKey;

/**
 * A fault that was found, or is over.
 *
 * @param reason for people; for a fault that is over, as it was found
 * @param raisedAtMs epoch ms
 * @param clearedAtMs epoch ms, {@link #STANDING} while it stands
 */
public record DeviceChange(
    String deviceId,
    PatientKey patient,
    Fault fault,
    String reason,
    long raisedAtMs,
    long clearedAtMs) {
  public static final long STANDING = Times.NONE;

  public boolean isCleared() {
    return clearedAtMs != STANDING;
  }

  /** Says only what is wrong: a device leads to its patient. */
  @Override
  public String toString() {
    return "DeviceChange[" + fault + (isCleared() ? ", cleared" : "") + "]";
  }
}
