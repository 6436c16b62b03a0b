package io.vitalgrid.pipeline.score.model;

/** A model that cannot be used; the message says which, why, and what to do. */
public final class ModelException extends RuntimeException {
  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
