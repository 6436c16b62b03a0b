package io.vitalgrid.pipeline.member;

/** Something cannot start or go on; the message says what, why, and the way out. */
final class StartException extends RuntimeException {
  StartException(String message) {
    super(message);
  }

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
