package io.vitalgrid.pipeline.score;

import io.vitalgrid.pipeline.patient.Pane;

/**
 * A pane and what was made of it.
 *
 * @param risk probability, NaN where no model gave one
 * @param model that gave it, such as {@code readmission@3}; null where none did
 * @param features what the model was given, in the order of its features; null where none answered
 */
public record Prediction(
    Pane pane, double risk, Status status, String model, long scoredAtMs, float[] features) {

  /** Why there is a risk, or why not. */
  public enum Status {
    SCORED,
    /** No admission record yet: the model's features are not known. */
    NO_PROFILE,
    /** The model failed on this batch. */
    FAILED
  }

  /** Without a risk, for this reason. */
  public static Prediction without(Pane pane, Status status, long nowMs) {
    return new Prediction(pane, Double.NaN, status, null, nowMs, null);
  }

  @Override
  public String toString() {
    return "Prediction[" + pane + ", " + status + "]";
  }
}
