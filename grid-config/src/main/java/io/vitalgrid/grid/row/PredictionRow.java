package io.vitalgrid.grid.row;

/**
 * The latest pane of a patient's newest window, with what the model made of it.
 *
 * @param eventId of the event that made the pane
 * @param eventTimeMs of that event, epoch ms
 * @param timing EARLY, ON_TIME or LATE
 * @param revision of the (patient, window), from 1
 * @param windowStartMs inclusive, epoch ms
 * @param windowEndMs exclusive, epoch ms
 * @param risk probability, NaN if no model could say
 * @param status {@link #SCORED} or {@link #NO_PROFILE}
 * @param model name@version
 * @param news2 0 to 20, {@link #NO_NEWS2} when absent
 * @param news2Band or null
 * @param news2Missing the parameters that it lacks, or that were too old, separated by commas; null
 *     if it has all seven
 * @param scoredAtMs epoch ms
 * @param features what the model was given, in the order of its features; null where no model
 *     answered; no SQL column
 */
public record PredictionRow(
    String eventId,
    long eventTimeMs,
    String timing,
    long revision,
    long windowStartMs,
    long windowEndMs,
    double risk,
    String status,
    String model,
    int news2,
    String news2Band,
    String news2Missing,
    long scoredAtMs,
    float[] features) {
  /** With a NEWS2 that has all seven parameters. */
  public PredictionRow(
      String eventId,
      long eventTimeMs,
      String timing,
      long revision,
      long windowStartMs,
      long windowEndMs,
      double risk,
      String status,
      String model,
      int news2,
      String news2Band,
      long scoredAtMs,
      float[] features) {
    this(
        eventId,
        eventTimeMs,
        timing,
        revision,
        windowStartMs,
        windowEndMs,
        risk,
        status,
        model,
        news2,
        news2Band,
        null,
        scoredAtMs,
        features);
  }

  public static final String SCORED = "SCORED";
  public static final String NO_PROFILE = "NO_PROFILE";
  public static final int NO_NEWS2 = -1;

  /** Says only which, for the rest is a patient's data. */
  @Override
  public String toString() {
    return "PredictionRow[timing=" + timing + ", revision=" + revision + ", status=" + status + "]";
  }
}
