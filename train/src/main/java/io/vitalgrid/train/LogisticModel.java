package io.vitalgrid.train;

/**
 * Risk = 1 / (1 + exp(-(bias + weights · terms))). Weights are in the terms' own units: log odds
 * per year, mmHg, flag.
 */
final class LogisticModel implements RiskModel {
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

  @Override
  public double predict(float[] row) {
    double[] terms = Terms.of(row);
    double logOdds = bias;
    for (int i = 0; i < terms.length; i++) {
      logOdds += weights[i] * terms[i];
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  @Override
  public byte[] toOnnx(String baseline) {
    return OnnxExport.export(this, baseline);
  }
}
