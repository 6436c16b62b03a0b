package io.vitalgrid.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How good predicted risks are, measured against what happened. */
final class Metrics {

  /** One row of the calibration table: so many stays, their mean risk, and how many came back. */
  record CalibrationBin(int stays, double meanPredicted, double observedRate) {}

  private Metrics() {}

  /**
   * Area under the ROC curve: how likely a readmitted stay has a higher risk than one that was not,
   * ties counted half (Mann-Whitney). 0.5 is chance. Both outcomes must occur.
   */
  static double auc(double[] risks, boolean[] labels) {
    int[] order = ascending(risks);
    double rankSum = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && risks[order[to]] == risks[order[from]]) {
        to++;
      }
      double sharedRank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        if (labels[order[i]]) {
          rankSum += sharedRank;
          positives++;
        }
      }
      from = to;
    }
    double pairs = (double) positives * (order.length - positives);
    return (rankSum - positives * (positives + 1) / 2.0) / pairs;
  }

  /** Mean squared difference between risk and outcome (0 or 1); lower is better. */
  static double brier(double[] risks, boolean[] labels) {
    double sum = 0;
    for (int i = 0; i < risks.length; i++) {
      double difference = risks[i] - (labels[i] ? 1 : 0);
      sum += difference * difference;
    }
    return sum / risks.length;
  }

  /** Stays in the order of their risk, cut into bins of equal size: the first is the lowest. */
  static List<CalibrationBin> calibration(double[] risks, boolean[] labels, int bins) {
    int[] order = ascending(risks);
    List<CalibrationBin> table = new ArrayList<>(bins);
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) order.length * bin / bins);
      int to = (int) ((long) order.length * (bin + 1) / bins);
      double riskSum = 0;
      int readmitted = 0;
      for (int i = from; i < to; i++) {
        riskSum += risks[order[i]];
        readmitted += labels[order[i]] ? 1 : 0;
      }
      if (to > from) {
        int stays = to - from;
        table.add(new CalibrationBin(stays, riskSum / stays, (double) readmitted / stays));
      }
    }
    return table;
  }

  /** The risk at which sensitivity and specificity have their largest sum (Youden's J). */
  static double bestThreshold(double[] risks, boolean[] labels) {
    int[] order = ascending(risks);
    int positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    double best = -1;
    double threshold = 0;
    int missed = 0;
    for (int i = 0; i < order.length; i++) {
      boolean first = i == 0 || risks[order[i]] != risks[order[i - 1]];
      double spared = i - missed;
      double j = 1 - (double) missed / positives + spared / (labels.length - positives) - 1;
      if (first && j > best) {
        best = j;
        threshold = risks[order[i]];
      }
      missed += labels[order[i]] ? 1 : 0;
    }
    return threshold;
  }

  /** Who is called at risk, from a threshold on, and who was readmitted. */
  static Confusion confusion(double[] risks, boolean[] labels, double threshold) {
    int[] counts = new int[4];
    for (int i = 0; i < risks.length; i++) {
      counts[(risks[i] >= threshold ? 2 : 0) + (labels[i] ? 1 : 0)]++;
    }
    return new Confusion(threshold, counts[3], counts[2], counts[1], counts[0]);
  }

  /** Called at risk and readmitted, and the three other cases. */
  record Confusion(
      double threshold,
      int truePositives,
      int falsePositives,
      int falseNegatives,
      int trueNegatives) {
    int stays() {
      return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Share of the readmitted that were called at risk. */
    double sensitivity() {
      return (double) truePositives / (truePositives + falseNegatives);
    }

    /** Share of the others that were not. */
    double specificity() {
      return (double) trueNegatives / (trueNegatives + falsePositives);
    }

    /** Share of those called at risk that were readmitted. */
    double precision() {
      return (double) truePositives / (truePositives + falsePositives);
    }
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
