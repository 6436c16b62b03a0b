package io.vitalgrid.pipeline.score.python;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.MissingValues;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.List;

/** What all ways to a Python model share: one question and one answer a batch. */
abstract class PythonScoring implements Scorer {
  private final String modelId;
  private final List<Feature> features;
  private final MissingValues missing;

  PythonScoring(String modelId, ModelCard card) {
    this.modelId = modelId;
    features = card.features().stream().map(Features::named).toList();
    missing = MissingValues.of(features, card);
  }

  /**
   * Has the rows scored and waits for it.
   *
   * @return the answer, as {@link Wire} reads it
   * @throws ModelException if there is none
   */
  abstract String ask(float[] rows, int count);

  @Override
  public final String modelId() {
    return modelId;
  }

  @Override
  public final List<Feature> features() {
    return features;
  }

  @Override
  public final void score(float[] rows, int count, double[] risks) {
    missing.replaceIn(rows, count);
    try {
      Wire.risks(ask(rows, count), count, risks);
    } catch (ModelException e) {
      throw new ModelException("Model " + modelId + " failed: " + e.getMessage(), e);
    }
  }
}
