package io.vitalgrid.pipeline.score.explain;

import io.vitalgrid.pipeline.score.explain.Explanation.Contribution;
import io.vitalgrid.pipeline.score.explain.Explanation.Method;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model whose log odds are a sum with one term for each feature, as those of a logistic
 * regression are. Then the change that a value makes does not depend on the other values, and one
 * look at each feature and each other patient tells all there is to know.
 */
final class LogOdds {
  /** Single precision in, a risk near 0 or 1: log odds are good to a few thousandths. */
  private static final double TOLERANCE = 5e-3;

  private static final int TRIES = 64;

  private final Scorer scorer;
  private final float[] row;
  private final double own;
  private final double base;
  private final double[] terms;

  private LogOdds(Scorer scorer, float[] row, double own, double base, double[] terms) {
    this.scorer = scorer;
    this.row = row;
    this.own = own;
    this.base = base;
    this.terms = terms;
  }

  /**
   * @return null if the model is not of this kind
   */
  static LogOdds of(Scorer scorer, float[] row, List<float[]> background, SplittableRandom random) {
    int n = row.length;
    int others = background.size();
    Risks risks = new Risks(scorer);
    risks.add(row);
    for (float[] other : background) {
      risks.add(other);
      for (int i = 0; i < n; i++) {
        float[] mixed = other.clone();
        mixed[i] = row[i];
        risks.add(mixed);
      }
    }
    boolean[][] mixes = new boolean[TRIES][n];
    for (int attempt = 0; attempt < TRIES; attempt++) {
      float[] mixed = background.get(attempt % others).clone();
      for (int i = 0; i < n; i++) {
        mixes[attempt][i] = random.nextBoolean();
        mixed[i] = mixes[attempt][i] ? row[i] : mixed[i];
      }
      risks.add(mixed);
    }
    double[] logits = logits(risks.all());
    double[] terms = new double[n];
    double base = 0;
    for (int other = 0; other < others; other++) {
      int at = 1 + other * (n + 1);
      base += logits[at] / others;
      for (int i = 0; i < n; i++) {
        terms[i] += (logits[at + 1 + i] - logits[at]) / others;
      }
    }
    return holds(logits, mixes, others) ? new LogOdds(scorer, row, logits[0], base, terms) : null;
  }

  /** Whether several values together change the log odds by the sum of what each changes alone. */
  private static boolean holds(double[] logits, boolean[][] mixes, int others) {
    int n = mixes[0].length;
    int tried = 1 + others * (n + 1);
    for (int attempt = 0; attempt < mixes.length; attempt++) {
      int at = 1 + attempt % others * (n + 1);
      double expected = logits[at];
      for (int i = 0; i < n; i++) {
        expected += mixes[attempt][i] ? logits[at + 1 + i] - logits[at] : 0;
      }
      double difference = Math.abs(logits[tried + attempt] - expected);
      if (!(difference <= TOLERANCE * (1 + Math.abs(expected)))) {
        return false;
      }
    }
    return true;
  }

  private static double[] logits(double[] risks) {
    double[] logits = new double[risks.length];
    for (int i = 0; i < risks.length; i++) {
      logits[i] = Math.log(risks[i] / (1 - risks[i]));
    }
    return logits;
  }

  Explanation explain() {
    double risk = 1 / (1 + Math.exp(-own));
    double baseRisk = 1 / (1 + Math.exp(-base));
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    // Where both are all but the same, the quotient is noise: take the curve's slope there.
    double pointsPerLogOdds =
        Math.abs(sum) < 1e-3 ? baseRisk * (1 - baseRisk) : (risk - baseRisk) / sum;
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      contributions.add(
          new Contribution(
              scorer.features().get(i), row[i], terms[i] * pointsPerLogOdds, terms[i], 0));
    }
    return new Explanation(risk, baseRisk, Method.LINEAR, contributions);
  }
}
