package io.vitalgrid.train;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Scores with the exported model, as the grid will, and compares with the trainer's own risks. */
final class OnnxCheck {
  /** The largest difference between two risks that still counts as the same: float rounding. */
  static final double TOLERANCE = 1e-5;

  private static final int BATCH_ROWS = 4096;

  private OnnxCheck() {}

  /**
   * @return the largest absolute difference
   * @throws TrainException if the file is no working model or disagrees by {@link #TOLERANCE}
   */
  static double requireAgreement(Path file, float[][] rows, double[] expected) {
    double[] actual;
    try {
      actual = score(file, rows, BATCH_ROWS);
    } catch (OrtException e) {
      throw new TrainException(
          "ONNX Runtime refuses the exported model, so nothing was written: " + e.getMessage(), e);
    }
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual[i] - expected[i]);
      if (!(difference < TOLERANCE)) { // NaN too
        throw new TrainException(
            "the exported model disagrees with the trained one, so nothing was written: row "
                + (i + 1)
                + " scores "
                + actual[i]
                + " instead of "
                + expected[i]);
      }
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  /** The risk of each row, scored in batches of so many rows. */
  static double[] score(Path file, float[][] rows, int batchRows) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(file.toString(), options)) {
        double[] risks = new double[rows.length];
        for (int from = 0; from < rows.length; from += batchRows) {
          int to = Math.min(rows.length, from + batchRows);
          score(environment, session, Arrays.copyOfRange(rows, from, to), risks, from);
        }
        return risks;
      }
    }
  }

  private static void score(
      OrtEnvironment environment, OrtSession session, float[][] batch, double[] risks, int from)
      throws OrtException {
    try (OnnxTensor features = OnnxTensor.createTensor(environment, batch);
        OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, features))) {
      float[][] probabilities = (float[][]) result.get(0).getValue();
      for (int i = 0; i < batch.length; i++) {
        risks[from + i] = probabilities[i][0];
      }
    }
  }
}
