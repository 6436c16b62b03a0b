package io.vitalgrid.pipeline.window;

/** What became of an event, by the windows that contain it. */
public enum Arrival {
  /** Every window was still open. */
  ON_TIME,
  /** Added to all its windows, of which at least one was settled already and was corrected. */
  LATE,
  /** Added to some windows; at least one had expired. */
  PARTLY_TOO_LATE,
  /** Every window had expired: nothing changed. */
  TOO_LATE
}
