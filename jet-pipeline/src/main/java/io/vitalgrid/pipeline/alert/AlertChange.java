package io.vitalgrid.pipeline.alert;

import io.vitalgrid.grid.row.AlertRow;

/**
 * Something that people are told of an alert.
 *
 * @param row the alert as it is now
 * @param endsIt whether it was open before, and is not any more
 */
public record AlertChange(String alertId, Change change, AlertRow row, boolean endsIt) {
  AlertChange(String alertId, Change change, AlertRow row) {
    this(alertId, change, row, false);
  }

  /** What happened. */
  public enum Change {
    RAISED,
    /** Late readings changed what is known of it. */
    AMENDED,
    CLEARED,
    /** Late readings showed that there was no reason for it. */
    WITHDRAWN,
    /** Nothing: it is written again, so that it does not expire while it is open. */
    KEPT
  }

  /** Says only which, for the rest may be a patient's data. */
  @Override
  public String toString() {
    return "AlertChange[" + change + " " + row.kind() + "]";
  }
}
