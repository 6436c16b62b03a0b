package io.vitalgrid.pipeline.score.model;

import java.util.List;
import java.util.Map;

/** Gives each row of a micro-batch its risk. May be shared by several threads. */
public interface Scorer extends AutoCloseable {

  /** Names the model in predictions, such as {@code readmission@3}. */
  String modelId();

  /** What the columns of a row are, in order. */
  List<Feature> features();

  /**
   * @param rows {@code count} rows of {@code features().size()} values each, one after the other
   * @param risks receives {@code count} probabilities in [0, 1]
   * @throws ModelException if the model fails or gives something else
   */
  void score(float[] rows, int count, double[] risks);

  /** What the model's own file says of it, by key; empty if it can say nothing. */
  default Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  void close();
}
