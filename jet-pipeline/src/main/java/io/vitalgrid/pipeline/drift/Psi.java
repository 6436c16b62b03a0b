package io.vitalgrid.pipeline.drift;

/**
 * The population stability index of two histograms over the same bins: the sum of {@code (c - b) *
 * ln(c / b)} over the bins, where b and c are the shares of baseline and current rows [1]. It is
 * the Kullback-Leibler divergence both ways; 0 if the shares are equal.
 *
 * <p>Up to 0.1 is called stable, to 0.25 a moderate shift, beyond that a major one. An empty bin
 * would make it infinite: half a row is added to each bin of both. Bins that both have empty count
 * nothing.
 *
 * <p>Example, without smoothing: shares 0.5, 0.5 before and 0.6, 0.4 now give {@code 0.1 * ln 1.2 -
 * 0.1 * ln 0.8 = 0.0405}.
 *
 * <p>By chance alone, with k bins, n current and m baseline rows that are independent, it is about
 * {@code (k - 1) * (1 / n + 1 / m)}: 0.02 for 11 bins and 500 rows. So few rows say nothing.
 *
 * <p>[1] Siddiqi: Credit Risk Scorecards, 2006; Yurdakul: Statistical Properties of Population
 * Stability Index, 2018.
 */
public final class Psi {
  public static final double MODERATE = 0.1;
  public static final double MAJOR = 0.25;

  private static final double SMOOTHING = 0.5;

  private Psi() {}

  /**
   * @param baseline rows in each bin
   * @param current rows in each bin, as many bins
   */
  public static double of(long[] baseline, long[] current) {
    if (baseline.length != current.length) {
      throw new IllegalArgumentException(
          "baseline has %d bins and current %d; they must be the same"
              .formatted(baseline.length, current.length));
    }
    double before = 0;
    double now = 0;
    for (int bin = 0; bin < baseline.length; bin++) {
      if (isUsed(baseline, current, bin)) {
        before += baseline[bin] + SMOOTHING;
        now += current[bin] + SMOOTHING;
      }
    }
    double psi = 0;
    for (int bin = 0; bin < baseline.length; bin++) {
      if (isUsed(baseline, current, bin)) {
        double b = (baseline[bin] + SMOOTHING) / before;
        double c = (current[bin] + SMOOTHING) / now;
        psi += (c - b) * Math.log(c / b);
      }
    }
    return psi;
  }

  private static boolean isUsed(long[] baseline, long[] current, int bin) {
    return baseline[bin] + current[bin] > 0;
  }
}
