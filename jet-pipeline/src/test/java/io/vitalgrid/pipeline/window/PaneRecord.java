package io.vitalgrid.pipeline.window;

/** A pane as a test sees it. */
public record PaneRecord(
    Timing timing, long endMs, int revision, int lateEvents, boolean newest, Figures figures) {

  /** A difference for people to read, or null. */
  public String difference(PaneRecord other) {
    boolean same =
        timing == other.timing
            && endMs == other.endMs
            && revision == other.revision
            && lateEvents == other.lateEvents
            && newest == other.newest
            && figures.events() == other.figures.events();
    return same ? figures.difference(other.figures) : this + " / " + other;
  }

  @Override
  public String toString() {
    return timing
        + " ["
        + figures.startMs()
        + ", "
        + endMs
        + ") rev "
        + revision
        + (newest ? " newest" : "")
        + ", "
        + figures.events()
        + " events, "
        + lateEvents
        + " late";
  }
}
