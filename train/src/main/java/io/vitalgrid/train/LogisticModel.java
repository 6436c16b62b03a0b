package io.vitalgrid.train;

/**
 * Risk = 1 / (1 + exp(-(bias + weights · terms))). Weights are in the terms' own units: log odds
 * per year, mmHg, flag.
 */
final class LogisticModel {
  private final double[] weights;
  private final double bias;

  /**
   * @param weights one for each of {@link Terms}
   */
  LogisticModel(double[] weights, double bias) {
    this.weights = weights.clone();
    this.bias = bias;
  }

  double bias() {
    return bias;
  }

  double weight(int term) {
    return weights[term];
  }

  /** The risk of readmission, from 0 to 1, for one row of {@link Features}. */
  double predict(float[] row) {
    double[] terms = Terms.of(row);
    double logOdds = bias;
    for (int i = 0; i < terms.length; i++) {
      logOdds += weights[i] * terms[i];
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  double[] predict(float[][] rows) {
    double[] risks = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      risks[i] = predict(rows[i]);
    }
    return risks;
  }
}
