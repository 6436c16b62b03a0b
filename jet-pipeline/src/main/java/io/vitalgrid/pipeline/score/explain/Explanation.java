package io.vitalgrid.pipeline.score.explain;

import io.vitalgrid.pipeline.score.model.Feature;
import java.util.List;

/**
 * What moved one risk. {@code base} and the contributions add up to {@code risk} within {@link
 * #TOLERANCE}.
 *
 * @param risk the model's, 0 to 1
 * @param base the model's mean risk of the patients that it is compared with
 * @param method how the contributions were found
 * @param contributions in the order of the model's features
 */
public record Explanation(
    double risk, double base, Method method, List<Contribution> contributions) {

  /** Largest difference between risk and the sum: models compute in single precision. */
  public static final double TOLERANCE = 1e-6;

  /** How contributions are found. */
  public enum Method {
    /** Exact in log odds, for the model is linear in them; points are shared out accordingly. */
    LINEAR,
    /** Shapley values over all coalitions of features: exact for the patients compared with. */
    EXACT,
    /** Shapley values over random orders of features. */
    SAMPLED
  }

  /**
   * @param value what the model was given, NaN if missing
   * @param points part of the risk: 0.05 is five percentage points
   * @param logOdds part of the risk's log odds for {@link Method#LINEAR}, else NaN
   * @param error standard error of the points, 0 if they are exact
   */
  public record Contribution(
      Feature feature, float value, double points, double logOdds, double error) {}

  /** Base and all contributions; the risk, within {@link #TOLERANCE}. */
  public double sum() {
    return base + contributions.stream().mapToDouble(Contribution::points).sum();
  }
}
