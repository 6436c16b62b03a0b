package io.vitalgrid.pipeline.member;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Hazelcast's own log. */
final class GridLog {
  /** Held, because the log manager itself holds loggers weakly. */
  private static final Logger HAZELCAST = Logger.getLogger("com.hazelcast");

  private GridLog() {}

  /** From here on the process ends; what is cut short by that is no news. */
  static void endsHere() {
    HAZELCAST.setLevel(Level.SEVERE);
  }
}
