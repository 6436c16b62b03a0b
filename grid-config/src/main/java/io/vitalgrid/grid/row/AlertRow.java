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
 */
public record AlertRow(
    String patientId,
    String kind,
    String severity,
    String reason,
    long raisedAtMs,
    long clearedAtMs) {
  public static final String MODEL_DEMOTED = "MODEL_DEMOTED";

  /** Says only which, for the rest may be a patient's data. */
  @Override
  public String toString() {
    return "AlertRow[kind=" + kind + ", severity=" + severity + "]";
  }
}
