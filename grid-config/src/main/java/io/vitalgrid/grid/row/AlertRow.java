package io.vitalgrid.grid.row;

/**
 * Something that a person should look at.
 *
 * @param patientId or null where it is about no patient
 * @param kind such as {@link #MODEL_DEMOTED}
 * @param severity LOW, MEDIUM or HIGH
 * @param reason for people
 * @param raisedAtMs epoch ms
 * @param clearedAtMs epoch ms, {@link Times#NONE} while it stands
 * @param status OPEN, CLEARED or WITHDRAWN
 * @param revision grows with each change, from 1
 * @param windowStartMs of the window that raised it, epoch ms, or {@link Times#NONE}
 * @param windowEndMs its exclusive end
 */
public record AlertRow(
    String patientId,
    String kind,
    String severity,
    String reason,
    long raisedAtMs,
    long clearedAtMs,
    String status,
    int revision,
    long windowStartMs,
    long windowEndMs) {

  /** What is about no window and never changes but to be cleared. */
  public AlertRow(
      String patientId,
      String kind,
      String severity,
      String reason,
      long raisedAtMs,
      long clearedAtMs) {
    this(
        patientId,
        kind,
        severity,
        reason,
        raisedAtMs,
        clearedAtMs,
        clearedAtMs == Times.NONE ? "OPEN" : "CLEARED",
        1,
        Times.NONE,
        Times.NONE);
  }

  public static final String MODEL_DEMOTED = "MODEL_DEMOTED";

  /** Says only which, for the rest may be a patient's data. */
  @Override
  public String toString() {
    return "AlertRow[kind=" + kind + ", severity=" + severity + "]";
  }
}
