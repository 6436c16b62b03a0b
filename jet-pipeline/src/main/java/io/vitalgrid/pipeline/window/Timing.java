package io.vitalgrid.pipeline.window;

/** When a pane was fired; terms of the Dataflow model (Akidau et al., VLDB 2015). */
public enum Timing {
  /** At an accepted event, for the patient's newest window: the live result. */
  EARLY,
  /** When the watermark reached the window's end: the settled result. */
  ON_TIME,
  /** At an event for a settled window that still accepts events: the corrected result. */
  LATE
}
