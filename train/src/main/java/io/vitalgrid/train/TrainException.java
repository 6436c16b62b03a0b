package io.vitalgrid.train;

/** Training that cannot go on; the message says why and what helps. */
final class TrainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainException(String message) {
    super(message);
  }

  TrainException(String message, Throwable cause) {
    super(message, cause);
  }
}
