package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.ScorerKind;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.score.python.PythonScorer;

/** From a row of IMap {@code models} to a model that scores. */
final class Loader {
  private final HazelcastInstance member;
  private final int threads;
  private final boolean python;
  private final Drifts drifts;

  Loader(HazelcastInstance member, Settings settings) {
    this.member = member;
    threads = settings.get(GridSettings.MODEL_THREADS);
    python = settings.get(GridSettings.SCORER) == ScorerKind.PYTHON;
    drifts = new Drifts(settings);
  }

  /**
   * @throws ModelException if the bytes are damaged or no usable model
   */
  LiveModel load(ModelKey key, ModelRow row) {
    Checksum.verify(key, row);
    ModelCard card = ModelCard.ofJson(row.card());
    Scorer scorer = scorer(key, row, card);
    return new LiveModel(key, scorer, drifts.window(scorer));
  }

  private Scorer scorer(ModelKey key, ModelRow row, ModelCard card) {
    return switch (row.kind()) {
      case ModelRow.ONNX -> new OnnxScorer(key.toString(), row.bytes(), card, threads);
      case ModelRow.PYTHON -> pythonScorer(key, row, card);
      default ->
          throw new ModelException(
              "Model " + key + " is of kind " + row.kind() + ", which this member does not know");
    };
  }

  /** Python is code from outside: it runs only where the operator has said so. */
  private Scorer pythonScorer(ModelKey key, ModelRow row, ModelCard card) {
    if (!python) {
      throw new ModelException(
          "Model %s is Python code, which this grid does not run; start its members with --set %s=%s"
              .formatted(key, GridSettings.SCORER.name(), ScorerKind.PYTHON));
    }
    return new PythonScorer(member, key.toString(), row.bytes(), card, () -> isShadow(key));
  }

  private boolean isShadow(ModelKey key) {
    ModelRow row = member.<ModelKey, ModelRow>getMap(Maps.MODELS).get(key);
    return row != null && row.stage().equals(ModelRow.SHADOW);
  }
}
