package io.vitalgrid.chaos;

/** The harness itself cannot go on; says why, and what to do about it. */
public final class ChaosException extends RuntimeException {
  public ChaosException(String message) {
    super(message);
  }

  public ChaosException(String message, Throwable cause) {
    super(message, cause);
  }
}
