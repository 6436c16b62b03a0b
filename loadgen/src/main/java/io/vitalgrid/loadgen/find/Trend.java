package io.vitalgrid.loadgen.find;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a series grows: the Mann-Kendall test [1] says how likely so much growth is by chance,
 * the Theil-Sen slope [2] how steep it is. Both look at the order of values only or at medians, so
 * that one pause of the system is not taken for growth, nor the recovery from it for the opposite.
 *
 * <p>[1] Mann: Nonparametric tests against trend, Econometrica 13, 1945 (normal approximation with
 * the correction for ties). [2] Sen: Estimates of the regression coefficient based on Kendall's
 * tau, JASA 63, 1968.
 *
 * @param z standard score; above 2.33 less than 1 in 100 by chance
 * @param slope growth from one value to the next
 */
public record Trend(double z, double slope) {
  private static final double ONE_IN_A_HUNDRED = 2.326;
  private static final int FEWEST = 8; // the normal approximation holds from there

  /** Of fewer than eight values nothing can be said: no trend. */
  public static Trend of(List<Double> values) {
    int n = values.size();
    if (n < FEWEST) {
      return new Trend(0, 0);
    }
    long s = 0;
    double[] slopes = new double[n * (n - 1) / 2];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double rise = values.get(j) - values.get(i);
        s += (long) Math.signum(rise);
        slopes[k++] = rise / (j - i);
      }
    }
    Arrays.sort(slopes);
    double deviation = Math.sqrt(variance(values));
    double z = deviation == 0 ? 0 : (s - Long.signum(s)) / deviation;
    return new Trend(z, median(slopes));
  }

  private static double variance(List<Double> values) {
    double n = values.size();
    double variance = n * (n - 1) * (2 * n + 5);
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double tied = to - from;
      variance -= tied * (tied - 1) * (2 * tied + 5);
      from = to;
    }
    return variance / 18;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * Whether it grows for certain, and by so much that it matters.
   *
   * @param least growth from one value to the next that is nothing yet
   */
  public boolean grows(double least) {
    return z > ONE_IN_A_HUNDRED && slope > least;
  }
}
