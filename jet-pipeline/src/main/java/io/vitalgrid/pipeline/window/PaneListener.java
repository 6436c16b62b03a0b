package io.vitalgrid.pipeline.window;

/** Receives each pane as it is fired. */
@FunctionalInterface
public interface PaneListener {

  /**
   * Called once for each pane.
   *
   * @param timing why the pane was fired
   * @param endMs exclusive end of its window
   * @param revision 1 for the first pane of this patient and window, then one more each time
   * @param lateEvents events added to the window after it was settled
   * @param newest whether this is the patient's newest window
   * @param stats the window's content; valid only during the call
   */
  void pane(
      Timing timing, long endMs, int revision, int lateEvents, boolean newest, WindowStats stats);
}
