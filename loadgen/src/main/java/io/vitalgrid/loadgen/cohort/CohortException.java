package io.vitalgrid.loadgen.cohort;

/** A cohort file that cannot be used; the message names file, line, column, value and rule. */
public final class CohortException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CohortException(String message) {
    super(message);
  }

  CohortException(String message, Throwable cause) {
    super(message, cause);
  }
}
