package io.vitalgrid.pipeline.command;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.pipeline.score.explain.Explainer;
import io.vitalgrid.pipeline.score.explain.Explanation;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.score.registry.ModelRegistry;
import io.vitalgrid.sql.GridClient;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalgrid explain}: what moved a patient's risk. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what moved a patient's latest risk: how much each feature contributed, compared with",
      "other patients of the grid, with its value, unit and age.",
      ""
    },
    footer = {"", "Exit codes: 0 done, 1 no such patient, or no risk to explain, 2 wrong usage."})
public final class ExplainCommand implements Callable<Integer> {
  private static final long SEED = 42; // the same question has the same answer

  @Parameters(paramLabel = "PATIENT", description = "The patient's id.")
  private String patient;

  @Option(
      names = "--compare-with",
      paramLabel = "PATIENTS",
      defaultValue = "100",
      description = "How many other patients to compare with. Default: ${DEFAULT-VALUE}.")
  private int others;

  @Option(
      names = "--orders",
      paramLabel = "PAIRS",
      defaultValue = "500",
      description =
          "Pairs of random orders, for models of more than 12 features. Default: ${DEFAULT-VALUE}.")
  private int orders;

  @Mixin private GridOptions grid;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (GridClient client = grid.connect()) {
      HazelcastInstance hazelcast = client.hazelcast();
      PredictionRow prediction = prediction(hazelcast);
      List<float[]> background = new Background(hazelcast).rows(patient, prediction, others);
      IMap<String, PatientRow> patients = hazelcast.getMap(Maps.PATIENTS);
      try (Scorer scorer = scorer(hazelcast, prediction.model())) {
        Explanation explanation =
            new Explainer(scorer, background, new SplittableRandom(SEED), orders)
                .explain(prediction.features());
        new ExplanationPrinter(spec.commandLine().getOut(), System.currentTimeMillis())
            .print(patient, prediction, patients.get(patient), background.size(), explanation);
      }
    }
    return 0;
  }

  private PredictionRow prediction(HazelcastInstance hazelcast) {
    IMap<String, PredictionRow> predictions = hazelcast.getMap(Maps.PREDICTIONS);
    PredictionRow prediction = predictions.get(patient);
    if (prediction == null) {
      throw new ModelException(
          "There is no prediction for this patient. `./vitalgrid sql \"SELECT patient_id FROM"
              + " predictions\"` lists those that there are");
    }
    if (prediction.features() == null) {
      throw new ModelException(
          "This patient has no risk to explain: the prediction's status is "
              + prediction.status()
              + ". A risk needs the patient's admission record, and a model that works");
    }
    return prediction;
  }

  private static Scorer scorer(HazelcastInstance hazelcast, String model) {
    ModelKey key = new ModelRegistry(hazelcast, Clock.systemUTC()).find(model);
    ModelRow row = hazelcast.<ModelKey, ModelRow>getMap(Maps.MODELS).get(key);
    return new OnnxScorer(model, row.bytes(), ModelCard.ofJson(row.card()), 1);
  }
}
