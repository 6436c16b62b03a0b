package io.vitalgrid.grid.row;

/**
 * How a bedside device is.
 *
 * @param patientId whom it sent for last
 * @param status OK, DETACHED (its patient was discharged), or the most serious of its faults
 * @param reason for people; null if there is nothing to say
 * @param faults all that stand, separated by commas, the most serious first; empty if none
 * @param sinceMs since when it has this status, epoch ms
 * @param lastSeenMs time of its newest Kafka record, epoch ms
 * @param expectedGapMs the longest gap to expect between two of its records; 0 if not known
 * @param standing each fault with its time and reason, for whoever watches the device next; no
 *     column
 */
public record DeviceRow(
    String patientId,
    String status,
    String reason,
    String faults,
    long sinceMs,
    long lastSeenMs,
    long expectedGapMs,
    String standing) {
  /** Says only how it is: a device leads to its patient. */
  @Override
  public String toString() {
    return "DeviceRow[status=" + status + "]";
  }
}
