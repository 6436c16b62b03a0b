package io.vitalgrid.loadgen;

/** The run cannot start or go on; the message says why, and the way out. */
public final class LoadgenException extends RuntimeException {
  public LoadgenException(String message) {
    super(message);
  }

  public LoadgenException(String message, Throwable cause) {
    super(message, cause);
  }
}
