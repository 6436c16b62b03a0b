package io.vitalgrid.train;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Fits {@link Trees} with XGBoost [1]: many shallow trees, each a small step, each on half of the
 * stays. One thread and a seed: the same data gives the same model.
 *
 * <p>[1] Chen, Guestrin: XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
final class TreesTrainer {
  private static final int ROUNDS = 100;
  private static final int DEPTH = 3;
  private static final double STEP = 0.05;
  private static final double SHARE = 0.5;
  private static final int LIGHTEST_LEAF = 20;

  static final String SETTINGS =
      "%d trees of depth %d, step %s, half of the stays each".formatted(ROUNDS, DEPTH, STEP);

  private TreesTrainer() {}

  static Trees train(Dataset data, long seed) {
    int columns = Features.NAMES.size();
    float[] values = new float[data.size() * columns];
    float[] labels = new float[data.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(data.rows()[i], 0, values, i * columns, columns);
      labels[i] = data.labels()[i] ? 1 : 0;
    }
    try {
      return train(values, labels, data.rate(), seed);
    } catch (XGBoostError e) {
      throw new TrainException("XGBoost failed: " + e.getMessage(), e);
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new TrainException(
          "XGBoost's native library cannot be loaded ("
              + e.getMessage()
              + "): it wants libgomp (Debian: apt-get install libgomp1); or use"
              + " --algorithm logistic",
          e);
    }
  }

  private static Trees train(float[] values, float[] labels, double rate, long seed)
      throws XGBoostError {
    DMatrix matrix = new DMatrix(values, labels.length, Features.NAMES.size(), Float.NaN);
    try {
      matrix.setLabel(labels);
      Booster booster = XGBoost.train(matrix, parameters(rate, seed), ROUNDS, Map.of(), null, null);
      try {
        return Trees.parse(booster.getModelDump("", false, "text"), rate);
      } finally {
        booster.dispose();
      }
    } finally {
      matrix.dispose();
    }
  }

  private static Map<String, Object> parameters(double rate, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("base_score", (float) rate);
    parameters.put("tree_method", "hist");
    parameters.put("max_depth", DEPTH);
    parameters.put("eta", STEP);
    parameters.put("subsample", SHARE);
    parameters.put("min_child_weight", LIGHTEST_LEAF);
    parameters.put("seed", seed);
    parameters.put("nthread", 1);
    parameters.put("verbosity", 0);
    return parameters;
  }
}
