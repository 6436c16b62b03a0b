package io.vitalgrid.pipeline.score.model;

import java.util.Arrays;
import java.util.List;

/**
 * Tries a model before the grid relies on it: what it does with one row, several, values at both
 * ends of their range, and missing ones. It also warms the session up, so that the first batch
 * after a swap is not a slow one.
 */
public final class Probe {
  private static final int ROUNDS = 20;
  private static final int LARGEST = 64;

  private Probe() {}

  /**
   * @throws ModelException if it does not give a probability for each
   */
  public static void run(Scorer scorer) {
    List<Feature> features = scorer.features();
    float[] rows = new float[LARGEST * features.size()];
    double[] risks = new double[LARGEST];
    for (int round = 0; round < ROUNDS; round++) {
      for (int count : new int[] {1, 2, 7, LARGEST}) {
        fill(rows, count, features, round % 5);
        Arrays.fill(risks, Double.NaN);
        score(scorer, rows, count, risks, round % 5);
      }
    }
  }

  private static void score(Scorer scorer, float[] rows, int count, double[] risks, int kind) {
    try {
      scorer.score(rows, count, risks);
    } catch (ModelException e) {
      boolean lacks = kind == 3 && scorer.features().stream().anyMatch(Feature::mayBeMissing);
      throw new ModelException(
          e.getMessage()
              + (lacks
                  ? " where features of the window are missing (NaN): give it an imputer, or say"
                      + " what stands for them, as in --missing spo2_mean=97"
                  : " (tried with " + count + " rows of values from its features' ranges)"),
          e);
    }
  }

  /** 0 low ends, 1 middles, 2 high ends, 3 middles with what can be missing missing, 4 mixed. */
  private static void fill(float[] rows, int count, List<Feature> features, int kind) {
    int i = 0;
    for (int row = 0; row < count; row++) {
      for (int column = 0; column < features.size(); column++) {
        Feature feature = features.get(column);
        int of = kind == 4 ? (row + column) % 3 : kind;
        rows[i++] = of == 3 && feature.mayBeMissing() ? Float.NaN : value(feature, of);
      }
    }
  }

  private static float value(Feature feature, int kind) {
    double value =
        switch (kind) {
          case 0 -> feature.low();
          case 2 -> feature.high();
          default -> (feature.low() + feature.high()) / 2;
        };
    return (float) (feature.isCategory() ? Math.floor(value) : value);
  }
}
