package io.vitalgrid.train;

import io.vitalgrid.train.Metrics.CalibrationBin;
import java.util.Arrays;
import java.util.List;

/**
 * How a model does on stays that it has not seen.
 *
 * @param foldAucs the AUC within each fold of a cross-validation
 * @param brier mean squared difference between risk and outcome
 * @param meanPredicted mean risk over all folds
 * @param observedRate share of stays with a readmission
 * @param calibration ten bins of rising risk
 */
record Evaluation(
    List<Double> foldAucs,
    double brier,
    double meanPredicted,
    double observedRate,
    List<CalibrationBin> calibration) {
  private static final int BINS = 10;

  /**
   * @param risks for each stay, the risk by the model that had not seen it
   */
  static Evaluation of(double[] foldAucs, double[] risks, boolean[] labels) {
    int positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    return new Evaluation(
        Arrays.stream(foldAucs).boxed().toList(),
        Metrics.brier(risks, labels),
        Metrics.mean(risks),
        (double) positives / labels.length,
        Metrics.calibration(risks, labels, BINS));
  }

  double meanAuc() {
    return foldAucs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Sample standard deviation over the folds. */
  double aucDeviation() {
    double mean = meanAuc();
    double squares = foldAucs.stream().mapToDouble(auc -> (auc - mean) * (auc - mean)).sum();
    return Math.sqrt(squares / (foldAucs.size() - 1));
  }
}
