package io.vitalgrid.loadgen.scenario;

/** A scenario says something that cannot be; the message begins with file and line. */
public final class ScenarioException extends RuntimeException {
  ScenarioException(String file, int line, String message) {
    super(file + ", line " + line + ": " + message);
  }
}
