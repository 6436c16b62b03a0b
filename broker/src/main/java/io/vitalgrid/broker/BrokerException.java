package io.vitalgrid.broker;

/**
 * The broker cannot start; the message says what was given, why it does not do, and the way out.
 */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
