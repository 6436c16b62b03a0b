package io.vitalgrid.pipeline.score.registry;

import io.vitalgrid.grid.settings.DriftSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.drift.Baseline;
import io.vitalgrid.pipeline.drift.DriftPolicy;
import io.vitalgrid.pipeline.drift.DriftWindow;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a model's rows are compared with: the baseline in its metadata, or none yet. */
final class Drifts {
  private static final Logger LOG = LoggerFactory.getLogger(Drifts.class);

  private final DriftPolicy policy;

  Drifts(Settings settings) {
    policy =
        new DriftPolicy(
            settings.get(DriftSettings.DRIFT_WINDOW).toMillis(),
            settings.get(DriftSettings.DRIFT_MIN_PATIENTS),
            settings.get(DriftSettings.DRIFT_LEARN_ROWS));
  }

  DriftPolicy policy() {
    return policy;
  }

  DriftWindow window(Scorer scorer) {
    return new DriftWindow(scorer.features().size(), baseline(scorer), policy);
  }

  /** One that does not fit is worth a word, but no reason to refuse a model that scores. */
  private static Baseline baseline(Scorer scorer) {
    String json = scorer.metadata().getOrDefault(Baseline.METADATA_KEY, "");
    if (json.isBlank()) {
      return null;
    }
    try {
      Baseline baseline = Baseline.ofJson(json);
      List<String> features = scorer.features().stream().map(Feature::featureName).toList();
      if (baseline.isOf(features)) {
        return baseline;
      }
      LOG.warn(
          "Model {}: {} must have its features in their order, and risk as the last; it is learned"
              + " from the first rows instead",
          scorer.modelId(),
          Baseline.METADATA_KEY);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "Model {}: {} cannot be used and is learned from the first rows instead: {}",
          scorer.modelId(),
          Baseline.METADATA_KEY,
          e.getMessage());
    }
    return null;
  }
}
