package io.vitalgrid.pipeline.score.registry;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;

/** From a row of IMap {@code models} to a model that scores. */
final class Loader {
  private final int threads;
  private final Drifts drifts;

  Loader(Settings settings) {
    threads = settings.get(GridSettings.MODEL_THREADS);
    drifts = new Drifts(settings);
  }

  /**
   * @throws ModelException if the bytes are damaged or no usable model
   */
  LiveModel load(ModelKey key, ModelRow row) {
    Checksum.verify(key, row);
    ModelCard card = ModelCard.ofJson(row.card());
    Scorer scorer = scorer(key, row, card);
    return new LiveModel(key, scorer, drifts.window(key, row, scorer));
  }

  private Scorer scorer(ModelKey key, ModelRow row, ModelCard card) {
    return switch (row.kind()) {
      case ModelRow.ONNX -> new OnnxScorer(key.toString(), row.bytes(), card, threads);
      default ->
          throw new ModelException(
              "Model " + key + " is of kind " + row.kind() + ", which this member does not know");
    };
  }
}
