package io.vitalgrid.train;

/** What training makes: it predicts, and can be written as ONNX. */
interface RiskModel {
  /** The risk of readmission, from 0 to 1, for one row of {@link Features}. */
  double predict(float[] row);

  /** The same for many rows. */
  default double[] predict(float[][] rows) {
    double[] risks = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      risks[i] = predict(rows[i]);
    }
    return risks;
  }

  /**
   * The model as an ONNX file.
   *
   * @param baseline what it learned from, for its metadata; see {@link Baseline}
   */
  byte[] toOnnx(String baseline);
}
