package io.vitalgrid.train;

import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Judges a way of training by stays that it has not seen: the data is dealt into folds, each fold
 * is predicted by a model of all others. Folds are stratified: each has its share of readmissions.
 */
final class CrossValidation {

  private CrossValidation() {}

  /**
   * @param seed of the deal
   * @param foldDone told the AUC of each fold when it is known
   */
  static Evaluation run(
      Dataset data,
      int folds,
      long seed,
      Function<Dataset, RiskModel> trainer,
      DoubleConsumer foldDone) {
    requireEnough(data, folds);
    int[] foldOf = deal(data.labels(), folds, seed);
    double[] foldAucs = new double[folds];
    double[] risks = new double[data.size()];
    for (int fold = 0; fold < folds; fold++) {
      int current = fold;
      int[] seen = IntStream.range(0, data.size()).filter(i -> foldOf[i] != current).toArray();
      int[] unseen = IntStream.range(0, data.size()).filter(i -> foldOf[i] == current).toArray();
      Dataset held = data.subset(unseen);
      double[] heldRisks = trainer.apply(data.subset(seen)).predict(held.rows());
      foldAucs[fold] = Metrics.auc(heldRisks, held.labels());
      foldDone.accept(foldAucs[fold]);
      for (int i = 0; i < unseen.length; i++) {
        risks[unseen[i]] = heldRisks[i];
      }
    }
    return Evaluation.of(foldAucs, risks, data.labels());
  }

  /**
   * Puts a share of the stays aside, of each outcome the same.
   *
   * @param share 0 to 1
   * @param seed of the draw
   */
  static Split holdOut(Dataset data, double share, long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    boolean[] isOut = new boolean[data.size()];
    for (boolean outcome : new boolean[] {true, false}) {
      int[] stays = of(outcome, data.labels());
      shuffle(stays, random);
      for (int i = 0; i < Math.round(share * stays.length); i++) {
        isOut[stays[i]] = true;
      }
    }
    int[] out = IntStream.range(0, data.size()).filter(i -> isOut[i]).toArray();
    int[] in = IntStream.range(0, data.size()).filter(i -> !isOut[i]).toArray();
    return new Split(data.subset(in), data.subset(out));
  }

  /** Stays to learn from, and stays that nothing is learned from. */
  record Split(Dataset training, Dataset heldOut) {}

  private static void requireEnough(Dataset data, int folds) {
    int fewest = Math.min(data.positives(), data.size() - data.positives());
    if (fewest < folds) {
      throw new TrainException(
          "the data has "
              + data.positives()
              + " stays with a readmission and "
              + (data.size() - data.positives())
              + " without; "
              + folds
              + " folds need at least "
              + folds
              + " of each");
    }
  }

  /** Shuffles each outcome's stays and deals them out in turn. */
  private static int[] deal(boolean[] labels, int folds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] foldOf = new int[labels.length];
    for (boolean outcome : new boolean[] {true, false}) {
      int[] stays = of(outcome, labels);
      shuffle(stays, random);
      for (int i = 0; i < stays.length; i++) {
        foldOf[stays[i]] = i % folds;
      }
    }
    return foldOf;
  }

  private static int[] of(boolean outcome, boolean[] labels) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == outcome).toArray();
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
