package io.vitalgrid.pipeline.score.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Probe;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores with ONNX Runtime in this process. {@link ModelInputs} says what a model may take, {@link
 * RiskOutput} what it may give, {@link OnnxFile} what the file may hold.
 *
 * <p>A session may be run by several threads at once; tensors and results live for one batch.
 */
public final class OnnxScorer implements Scorer {
  private final String modelId;
  private final ModelCard card;
  private final Map<String, String> metadata;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelInputs inputs;
  private final RiskOutput output;
  private final Set<String> outputName;

  /**
   * @param model the model file's bytes
   * @param card what is said of the model beside its own metadata
   * @param threads threads inside one run; 1 is best for micro-batches
   * @throws ModelException if the grid cannot score with it, saying why and what to do
   */
  public OnnxScorer(String modelId, byte[] model, ModelCard card, int threads) {
    this.modelId = modelId;
    environment = OrtEnvironment.getEnvironment();
    OrtSession opened = null;
    boolean fits = false;
    try {
      OnnxFile file = OnnxFile.inspect(model);
      metadata = file.metadata();
      ModelCard all = ModelCard.ofMetadata(metadata).with(card);
      opened = open(model, threads);
      session = opened;
      inputs = ModelInputs.of(session.getInputInfo().values(), all);
      output = RiskOutput.of(session.getOutputInfo(), all);
      outputName = Set.of(output.name());
      this.card =
          new ModelCard(
              inputs.features().stream().map(Feature::featureName).toList(),
              all.missing(),
              output.name(),
              all.positive());
      Probe.run(this);
      fits = true;
    } catch (OrtException e) {
      throw new ModelException(
          "Model " + modelId + " cannot be used: " + e.getMessage() + ". Deploy another one.", e);
    } catch (ModelException e) {
      throw new ModelException("Model " + modelId + " cannot be used: " + e.getMessage(), e);
    } finally {
      if (!fits && opened != null) {
        closeQuietly(opened);
      }
    }
  }

  /** No library of custom operators is ever registered: what a file may run is what is built in. */
  private OrtSession open(byte[] model, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      return environment.createSession(model, options);
    }
  }

  private static void closeQuietly(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      // The reason why it is closed is on its way.
    }
  }

  @Override
  public String modelId() {
    return modelId;
  }

  /** All that is known of the model: its metadata, what was said beside it, and what followed. */
  public ModelCard card() {
    return card;
  }

  @Override
  public Map<String, String> metadata() {
    return metadata;
  }

  @Override
  public List<Feature> features() {
    return inputs.features();
  }

  @Override
  public void score(float[] rows, int count, double[] risks) {
    inputs.missing().replaceIn(rows, count);
    int size = inputs.fixedRows() == ModelInput.ANY ? count : inputs.fixedRows();
    try {
      for (int from = 0; from < count; from += size) {
        run(rows, from, Math.min(size, count - from), size, risks);
      }
    } catch (OrtException | ModelException e) {
      throw new ModelException("Model " + modelId + " failed: " + e.getMessage(), e);
    }
    for (int row = 0; row < count; row++) {
      if (!(risks[row] >= 0 && risks[row] <= 1)) {
        throw new ModelException("Model " + modelId + " gave a risk that is no probability");
      }
    }
  }

  private void run(float[] rows, int from, int count, int size, double[] risks)
      throws OrtException {
    Map<String, OnnxTensor> tensors = inputs.tensors(environment, rows, from, count, size);
    try (OrtSession.Result result = session.run(tensors, outputName)) {
      output.read(result.get(0), size, count, risks, from);
    } finally {
      for (OnnxTensor tensor : tensors.values()) {
        tensor.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException("Model " + modelId + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
