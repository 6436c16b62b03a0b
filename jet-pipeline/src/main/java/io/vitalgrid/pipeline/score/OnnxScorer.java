package io.vitalgrid.pipeline.score;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores with ONNX Runtime in this process. The model takes one float tensor {@code [n, features]}
 * and gives, as its last float output, {@code [n, 2]} (the second column counts), {@code [n, 1]} or
 * {@code [n]}.
 *
 * <p>A session may be run by several threads at once; tensors and results live for one batch.
 */
public final class OnnxScorer implements Scorer {
  /** Name of the metadata entry that lists a model's features. */
  public static final String FEATURES_KEY = "vitalgrid.features";

  private final String modelId;
  private final List<Feature> features;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final Set<String> output;

  /**
   * @param model the model file's bytes
   * @param threads threads inside one run; 1 is best for micro-batches
   * @throws ModelException if this is no such model
   */
  public OnnxScorer(String modelId, byte[] model, int threads) {
    this.modelId = modelId;
    environment = OrtEnvironment.getEnvironment();
    session = open(model, threads);
    boolean fits = false;
    try {
      features = readFeatures();
      input = checkedInput();
      output = Set.of(checkedOutput());
      for (int rows = 1; rows <= 2; rows++) { // so that a fixed batch size shows
        score(new float[rows * features.size()], rows, new double[rows]);
      }
      fits = true;
    } catch (OrtException e) {
      throw unusable(e);
    } finally {
      if (!fits) {
        close();
      }
    }
  }

  private OrtSession open(byte[] model, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      return environment.createSession(model, options);
    } catch (OrtException e) {
      throw unusable(e);
    }
  }

  private ModelException unusable(OrtException e) {
    return new ModelException(
        "Model " + modelId + " cannot be used: " + e.getMessage() + ". Deploy another one.", e);
  }

  private List<Feature> readFeatures() throws OrtException {
    String names = session.getMetadata().getCustomMetadata().get(FEATURES_KEY);
    if (names == null) {
      throw new ModelException(
          "Model "
              + modelId
              + " does not say which features it wants: its metadata needs an entry "
              + FEATURES_KEY
              + ", names separated by commas");
    }
    return Feature.list(names);
  }

  private String checkedInput() throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    NodeInfo only = inputs.size() == 1 ? inputs.values().iterator().next() : null;
    long[] shape = only == null ? null : floatShape(only.getInfo());
    if (shape == null || shape.length != 2 || (shape[1] >= 0 && shape[1] != features.size())) {
      throw new ModelException(
          "Model "
              + modelId
              + " wants the inputs "
              + inputs.values()
              + "; it must take one float tensor [n, "
              + features.size()
              + "]");
    }
    return only.getName();
  }

  private String checkedOutput() throws OrtException {
    String found = null;
    for (NodeInfo node : session.getOutputInfo().values()) {
      if (floatShape(node.getInfo()) != null) {
        found = node.getName();
      }
    }
    if (found == null) {
      throw new ModelException(
          "Model "
              + modelId
              + " gives "
              + session.getOutputInfo().values()
              + "; one output must be a float tensor [n, 2], [n, 1] or [n]");
    }
    return found;
  }

  private static long[] floatShape(ValueInfo info) {
    return info instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
        ? tensor.getShape()
        : null;
  }

  @Override
  public String modelId() {
    return modelId;
  }

  @Override
  public List<Feature> features() {
    return features;
  }

  @Override
  public void score(float[] rows, int count, double[] risks) {
    int columns = features.size();
    FloatBuffer data = FloatBuffer.wrap(rows, 0, count * columns);
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, data, new long[] {count, columns});
        OrtSession.Result result = session.run(Map.of(input, tensor), output)) {
      read((OnnxTensor) result.get(0), count, risks);
    } catch (OrtException e) {
      throw new ModelException("Model " + modelId + " failed: " + e.getMessage(), e);
    }
  }

  private void read(OnnxTensor tensor, int count, double[] risks) {
    FloatBuffer values = tensor.getFloatBuffer();
    int perRow = values.remaining() / count;
    if (values.remaining() % count != 0 || perRow < 1 || perRow > 2) {
      throw new ModelException(
          "Model " + modelId + " gave " + values.remaining() + " values for " + count + " rows");
    }
    for (int row = 0; row < count; row++) {
      double risk = values.get(row * perRow + perRow - 1);
      if (!(risk >= 0 && risk <= 1)) {
        throw new ModelException("Model " + modelId + " gave a risk that is no probability");
      }
      risks[row] = risk;
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
