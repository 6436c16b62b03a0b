package io.vitalgrid.pipeline.score.shadow;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Two models on the same rows. Sums are of all rows; the rank correlation is that of a sample of
 * 2,048 rows, each row as likely in it as any other (Vitter's algorithm R, 1985), with a standard
 * error below 0.023; the AUCs are those of the 10,000 patients seen last whose outcome is known.
 *
 * <p>Filled by the shadow's thread, read by another.
 */
final class Comparison {
  private static final int SAMPLE = 2048;
  private static final int PATIENTS = 10_000;

  private final double threshold;
  private final SplittableRandom random;
  private final double[] champions = new double[SAMPLE];
  private final double[] shadows = new double[SAMPLE];
  private final Map<String, double[]> lastOfPatient =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
          return size() > PATIENTS;
        }
      };
  private long rows;
  private long changed;
  private double difference;
  private double absDifference;

  /**
   * @param threshold risk from which on a patient counts as at risk
   * @param random draws the sample
   */
  Comparison(double threshold, SplittableRandom random) {
    this.threshold = threshold;
    this.random = random;
  }

  /**
   * @param rankCorrelation and the means: NaN before the first rows
   */
  record Figures(
      long rows,
      double meanDifference,
      double meanAbsDifference,
      double rankCorrelation,
      double changedShare) {}

  synchronized void add(String patient, double champion, double shadow) {
    difference += shadow - champion;
    absDifference += Math.abs(shadow - champion);
    if (champion >= threshold != shadow >= threshold) {
      changed++;
    }
    long place = rows < SAMPLE ? rows : random.nextLong(rows + 1);
    if (place < SAMPLE) {
      champions[(int) place] = champion;
      shadows[(int) place] = shadow;
    }
    rows++;
    double[] last = lastOfPatient.computeIfAbsent(patient, id -> new double[2]);
    last[0] = champion;
    last[1] = shadow;
  }

  synchronized Figures figures() {
    int sampled = (int) Math.min(rows, SAMPLE);
    return new Figures(
        rows,
        difference / rows,
        absDifference / rows,
        Ranks.spearman(Arrays.copyOf(champions, sampled), Arrays.copyOf(shadows, sampled)),
        (double) changed / rows);
  }

  /** The patients whose outcomes would tell. */
  synchronized Set<String> patients() {
    return Set.copyOf(lastOfPatient.keySet());
  }

  synchronized Shadow.Judgement judge(Map<String, Boolean> outcomes) {
    int count = 0;
    double[] champion = new double[outcomes.size()];
    double[] shadow = new double[outcomes.size()];
    boolean[] truth = new boolean[outcomes.size()];
    for (Map.Entry<String, Boolean> outcome : outcomes.entrySet()) {
      double[] last = lastOfPatient.get(outcome.getKey());
      if (last != null) {
        champion[count] = last[0];
        shadow[count] = last[1];
        truth[count++] = outcome.getValue();
      }
    }
    boolean[] truths = Arrays.copyOf(truth, count);
    return new Shadow.Judgement(
        count,
        Ranks.auc(Arrays.copyOf(champion, count), truths),
        Ranks.auc(Arrays.copyOf(shadow, count), truths));
  }
}
