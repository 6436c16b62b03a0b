package io.vitalgrid.benchmarks.peer.job;

import static io.vitalgrid.benchmarks.peer.job.BedEvent.Facts.DIASTOLIC;
import static io.vitalgrid.benchmarks.peer.job.BedEvent.Facts.SYSTOLIC;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import java.util.List;

/**
 * The ONNX model in this process, for batches: VitalGrid's own scorer. The features are the
 * admission's eleven, pressures being the window's means where it has some.
 */
public final class Model implements AutoCloseable {
  private static final List<String> FEATURES =
      Features.ofProfile().stream().map(Feature::featureName).toList();

  private final OnnxScorer scorer;
  private final int columns = BedEvent.Facts.COUNT;
  private final float[] rows = new float[PeerSettings.MAX_BATCH * columns];
  private final double[] risks = new double[PeerSettings.MAX_BATCH];

  public Model(byte[] file) {
    scorer = new OnnxScorer("readmission@1", file, ModelCard.EMPTY, 1);
    List<String> wanted = scorer.features().stream().map(Feature::featureName).toList();
    if (!wanted.equals(FEATURES)) {
      throw new IllegalArgumentException(
          "the peers give models " + FEATURES + ", but this one wants " + wanted);
    }
  }

  static float[] features(Stats stats) {
    if (stats.facts == null) {
      return null;
    }
    float[] row = stats.facts.clone();
    if (stats.count(Vital.SYSTOLIC_BP) > 0) {
      row[SYSTOLIC] = (float) stats.mean(Vital.SYSTOLIC_BP);
    }
    if (stats.count(Vital.DIASTOLIC_BP) > 0) {
      row[DIASTOLIC] = (float) stats.mean(Vital.DIASTOLIC_BP);
    }
    return row;
  }

  /** Scores so many at once, {@link PeerSettings#MAX_BATCH} at most. */
  public void score(List<Prediction> batch) {
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      float[] row = batch.get(i).features;
      if (row != null) {
        System.arraycopy(row, 0, rows, count++ * columns, columns);
      }
    }
    if (count > 0) {
      scorer.score(rows, count, risks);
    }
    long nowMs = System.currentTimeMillis();
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      Prediction prediction = batch.get(i);
      prediction.scoredAtMs = nowMs;
      if (prediction.features != null) {
        prediction.risk = risks[next++];
        prediction.model = scorer.modelId();
      }
    }
  }

  /** Scores rows that came over the network. */
  public double[] score(float[] given, int count) {
    double[] result = new double[count];
    scorer.score(given, count, result);
    return result;
  }

  public String id() {
    return scorer.modelId();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
