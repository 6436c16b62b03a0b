package io.vitalgrid.pipeline.score.explain;

import io.vitalgrid.pipeline.score.explain.Explanation.Contribution;
import io.vitalgrid.pipeline.score.explain.Explanation.Method;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Explains a risk by Shapley values against a background of other patients: a feature's
 * contribution is how much the risk changes when the patient's value takes the place of theirs,
 * averaged over the patients and over the orders in which features may be replaced [1].
 *
 * <ul>
 *   <li>A model that is linear in the log odds (tested, not assumed) is explained exactly there: w
 *       · (x − mean of the others). Its points of risk are shared out in proportion, and its base
 *       is the risk at the mean log odds.
 *   <li>With up to 12 features all 2ⁿ coalitions are scored: exact for the given background. 11
 *       features and 32 patients are 65,536 rows.
 *   <li>With more, random orders are scored, each forwards and backwards [2]. Every order's
 *       contributions add up to risk less the other's risk, so their means add up, too, whatever
 *       the number of orders; what shrinks with it is the standard error.
 * </ul>
 *
 * <p>[1] Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NIPS 2017;
 * interventional: Janzing, Minorics, Blöbaum, AISTATS 2020. [2] Štrumbelj, Kononenko: Explaining
 * prediction models and individual predictions with feature contributions, KAIS 41, 2014;
 * antithetic orders: Mitchell, Cooper, Frank, Holmes, JMLR 23, 2022.
 */
public final class Explainer {
  private static final int MOST_FOR_EXACT = 12;
  private static final int EXACT_BACKGROUND = 32;

  private final Scorer scorer;
  private final List<float[]> background;
  private final SplittableRandom random;
  private final int orders;

  /**
   * @param background rows of other patients, in the order of the model's features; at least one
   * @param orders how many pairs of random orders are scored where it must be sampled
   */
  public Explainer(Scorer scorer, List<float[]> background, SplittableRandom random, int orders) {
    if (background.isEmpty()) {
      throw new IllegalArgumentException(
          "there must be at least one patient to compare with, but there is none");
    }
    this.scorer = scorer;
    this.background = List.copyOf(background);
    this.random = random;
    this.orders = orders;
  }

  /** Explains the risk of this row. */
  public Explanation explain(float[] row) {
    LogOdds linear = LogOdds.of(scorer, row, background, random);
    if (linear != null) {
      return linear.explain();
    }
    return row.length <= MOST_FOR_EXACT ? exact(row) : sampled(row);
  }

  private Explanation exact(float[] row) {
    int n = row.length;
    int used = Math.min(EXACT_BACKGROUND, background.size());
    double[] worth = coalitions(row, used);
    double[] weights = weights(n);
    double[] points = new double[n];
    for (int coalition = 0; coalition < worth.length; coalition++) {
      int members = Integer.bitCount(coalition);
      for (int i = 0; i < n; i++) {
        if ((coalition & 1 << i) == 0) {
          points[i] += weights[members] * (worth[coalition | 1 << i] - worth[coalition]);
        }
      }
    }
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      contributions.add(
          new Contribution(scorer.features().get(i), row[i], points[i], Double.NaN, 0));
    }
    return new Explanation(worth[worth.length - 1], worth[0], Method.EXACT, contributions);
  }

  /** For each coalition, the mean risk where its members have the row's values. */
  private double[] coalitions(float[] row, int used) {
    int count = 1 << row.length;
    Risks risks = new Risks(scorer);
    float[] mixed = new float[row.length];
    for (int coalition = 0; coalition < count; coalition++) {
      for (int other = 0; other < used; other++) {
        float[] values = background.get(other);
        for (int i = 0; i < mixed.length; i++) {
          mixed[i] = (coalition & 1 << i) != 0 ? row[i] : values[i];
        }
        risks.add(mixed);
      }
    }
    double[] all = risks.all();
    double[] worth = new double[count];
    for (int i = 0; i < all.length; i++) {
      worth[i / used] += all[i] / used;
    }
    return worth;
  }

  /** By the size s of a coalition: s! (n − s − 1)! / n!. */
  private static double[] weights(int n) {
    double[] weights = new double[n];
    weights[0] = 1.0 / n;
    for (int s = 1; s < n; s++) {
      weights[s] = weights[s - 1] * s / (n - s);
    }
    return weights;
  }

  private Explanation sampled(float[] row) {
    int n = row.length;
    int[][] drawn = new int[orders][];
    Risks risks = new Risks(scorer);
    for (int order = 0; order < orders; order++) {
      drawn[order] = shuffled(n);
      float[] other = background.get(order % background.size());
      walk(risks, row, other, drawn[order], true);
      walk(risks, row, other, drawn[order], false);
    }
    return collect(row, drawn, risks.all());
  }

  /** Scores the other patient's row, and that row with one value after another replaced. */
  private static void walk(Risks risks, float[] row, float[] other, int[] order, boolean forwards) {
    float[] mixed = other.clone();
    risks.add(mixed);
    for (int step = 0; step < order.length; step++) {
      int feature = order[forwards ? step : order.length - 1 - step];
      mixed[feature] = row[feature];
      risks.add(mixed);
    }
  }

  private Explanation collect(float[] row, int[][] drawn, double[] all) {
    int n = row.length;
    double[] sum = new double[n];
    double[] squares = new double[n];
    double base = 0;
    for (int order = 0; order < orders; order++) {
      int forwards = order * 2 * (n + 1);
      int backwards = forwards + n + 1;
      base += all[forwards] / orders;
      for (int step = 0; step < n; step++) {
        int back = n - 1 - step;
        double change =
            (all[forwards + step + 1]
                    - all[forwards + step]
                    + all[backwards + back + 1]
                    - all[backwards + back])
                / 2;
        sum[drawn[order][step]] += change;
        squares[drawn[order][step]] += change * change;
      }
    }
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double mean = sum[i] / orders;
      double variance = Math.max(0, squares[i] / orders - mean * mean);
      double error = Math.sqrt(variance / orders);
      contributions.add(
          new Contribution(scorer.features().get(i), row[i], mean, Double.NaN, error));
    }
    return new Explanation(all[n], base, Method.SAMPLED, contributions);
  }

  private int[] shuffled(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
