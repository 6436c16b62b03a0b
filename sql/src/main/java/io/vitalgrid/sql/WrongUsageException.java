package io.vitalgrid.sql;

/** The command line asks for something that cannot be. */
final class WrongUsageException extends RuntimeException {
  WrongUsageException(String message) {
    super(message);
  }

  WrongUsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
