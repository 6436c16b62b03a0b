package io.vitalgrid.pipeline.score.shadow;

import java.util.Arrays;
import java.util.Comparator;

/** Statistics of order. */
final class Ranks {
  private Ranks() {}

  /**
   * Spearman's rank correlation, ties sharing their mean rank: 1 for the same order, -1 for the
   * reverse. NaN for fewer than two pairs, or if all values of one side are the same.
   */
  static double spearman(double[] a, double[] b) {
    double[] x = ranks(a);
    double[] y = ranks(b);
    double mean = (a.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double dx = x[i] - mean;
      double dy = y[i] - mean;
      xy += dx * dy;
      xx += dx * dx;
      yy += dy * dy;
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }

  /** Area under the ROC curve (Mann-Whitney), ties counted half; NaN unless both outcomes occur. */
  static double auc(double[] risks, boolean[] outcomes) {
    double[] ranks = ranks(risks);
    double sum = 0;
    long positives = 0;
    for (int i = 0; i < ranks.length; i++) {
      if (outcomes[i]) {
        sum += ranks[i];
        positives++;
      }
    }
    double pairs = (double) positives * (ranks.length - positives);
    return pairs == 0 ? Double.NaN : (sum - positives * (positives + 1) / 2.0) / pairs;
  }

  /** From 1; equal values share their mean rank. */
  private static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
