package io.vitalgrid.pipeline.device;

/**
 * How a device is: what table {@code devices} has of it.
 *
 * @param status {@link #OK}, {@link #DETACHED} or the most serious of its faults
 * @param reason for people; null if there is nothing to say
 * @param faults all of them, separated by commas, the most serious first
 * @param sinceMs since when it has this status, epoch ms
 * @param lastSeenMs time of its newest record, epoch ms
 * @param expectedGapMs the longest gap to expect between two records; 0 if not known
 * @param standing the faults once more, see {@link StandingFault#print}; the table does not show it
 */
public record DeviceReport(
    String deviceId,
    String patientId,
    String status,
    String reason,
    String faults,
    long sinceMs,
    long lastSeenMs,
    long expectedGapMs,
    String standing) {
  public static final String OK = "OK";

  /** Its patient was discharged. */
  public static final String DETACHED = "DETACHED";

  /** Says only how it is: a device leads to its patient. */
  @Override
  public String toString() {
    return "DeviceReport[" + status + "]";
  }
}
