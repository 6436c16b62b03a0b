package io.vitalgrid.grid.row;

/** The latest pane of a settled window. Every array has one element a vital, by ordinal. */
public final class WindowRow {
  private final long windowStartMs;
  private final String timing;
  private final long revision;
  private final long eventCount;
  private final long lateEventCount;
  private final long[] count;
  private final double[] mean;
  private final double[] min;
  private final double[] max;
  private final double[] stddev;
  private final double[] last;
  private final long[] lastAt;
  private final double[] slopePerMinute;
  private final double risk;
  private final String model;

  /**
   * A pane.
   *
   * @param windowStartMs inclusive, epoch ms
   * @param timing ON_TIME or LATE
   * @param revision of the (patient, window), from 1
   * @param eventCount events in the window, late ones included
   * @param lateEventCount those of them that came after the window had settled
   * @param count readings of each vital
   * @param mean NaN without a reading, as all the following
   * @param lastAt event time of {@code last}, epoch ms, {@link Times#NONE} without a reading
   * @param slopePerMinute least squares, the vital's unit per minute
   * @param risk probability, NaN if no model could say
   * @param model name@version, or null
   */
  public WindowRow(
      long windowStartMs,
      String timing,
      long revision,
      long eventCount,
      long lateEventCount,
      long[] count,
      double[] mean,
      double[] min,
      double[] max,
      double[] stddev,
      double[] last,
      long[] lastAt,
      double[] slopePerMinute,
      double risk,
      String model) {
    this.windowStartMs = windowStartMs;
    this.timing = timing;
    this.revision = revision;
    this.eventCount = eventCount;
    this.lateEventCount = lateEventCount;
    this.count = Vitals.checked("count", count);
    this.mean = Vitals.checked("mean", mean);
    this.min = Vitals.checked("min", min);
    this.max = Vitals.checked("max", max);
    this.stddev = Vitals.checked("stddev", stddev);
    this.last = Vitals.checked("last", last);
    this.lastAt = Vitals.checked("lastAt", lastAt);
    this.slopePerMinute = Vitals.checked("slopePerMinute", slopePerMinute);
    this.risk = risk;
    this.model = model;
  }

  public long windowStartMs() {
    return windowStartMs;
  }

  public String timing() {
    return timing;
  }

  public long revision() {
    return revision;
  }

  public long eventCount() {
    return eventCount;
  }

  public long lateEventCount() {
    return lateEventCount;
  }

  public long[] count() {
    return count;
  }

  public double[] mean() {
    return mean;
  }

  public double[] min() {
    return min;
  }

  public double[] max() {
    return max;
  }

  public double[] stddev() {
    return stddev;
  }

  public double[] last() {
    return last;
  }

  public long[] lastAt() {
    return lastAt;
  }

  public double[] slopePerMinute() {
    return slopePerMinute;
  }

  public double risk() {
    return risk;
  }

  public String model() {
    return model;
  }

  /** Says only which, for the rest is a patient's data. */
  @Override
  public String toString() {
    return "WindowRow[timing=" + timing + ", revision=" + revision + "]";
  }
}
