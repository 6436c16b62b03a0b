package io.vitalgrid.pipeline.score.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.MissingValues;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the columns of a row become a model's inputs, which take them from left to right: all of them
 * one tensor, or a tensor for each, or a few for each. Inputs that are named after the features
 * they take need no list.
 */
final class ModelInputs {
  private final List<Feature> features;
  private final List<ModelInput> inputs;
  private final MissingValues missing;
  private final int fixedRows;

  private ModelInputs(List<Feature> features, List<ModelInput> inputs, MissingValues missing) {
    this.features = features;
    this.inputs = inputs;
    this.missing = missing;
    fixedRows = inputs.stream().mapToInt(ModelInput::fixedRows).max().orElseThrow();
  }

  /**
   * @throws ModelException saying what the model wants and what there is
   */
  static ModelInputs of(Collection<NodeInfo> nodes, ModelCard card) {
    try {
      return bind(nodes, card);
    } catch (ModelException e) {
      throw new ModelException(
          "%s. It wants %s. There are the features %s"
              .formatted(
                  e.getMessage(),
                  nodes.stream().map(ModelInput::describe).collect(Collectors.joining("; ")),
                  Features.all().stream().map(Feature::toString).collect(Collectors.joining(", "))),
          e);
    }
  }

  private static ModelInputs bind(Collection<NodeInfo> nodes, ModelCard card) {
    List<ModelInput> inputs = inputs(nodes);
    List<Feature> features = features(inputs, card);
    MissingValues missing = MissingValues.of(features, card);
    int next = 0;
    for (ModelInput input : inputs) {
      int width = input.width() >= 0 ? input.width() : features.size() - next;
      if (next + width > features.size()) {
        throw tooFewOrMany(inputs, features);
      }
      input.bind(features, next, width, missing);
      next += width;
    }
    if (next != features.size()) {
      throw tooFewOrMany(inputs, features);
    }
    return new ModelInputs(features, inputs, missing);
  }

  private static List<ModelInput> inputs(Collection<NodeInfo> nodes) {
    List<ModelInput> inputs = new ArrayList<>();
    for (NodeInfo node : nodes) {
      ModelInput input = ModelInput.ofNode(node);
      if (input == null) {
        throw new ModelException(
            "Input "
                + ModelInput.describe(node)
                + " cannot be given; an input must be a tensor [n, columns] or [n] of float,"
                + " double, int64, int32 or text");
      }
      inputs.add(input);
    }
    if (inputs.isEmpty()) {
      throw new ModelException("The model has no input");
    }
    return inputs;
  }

  private static List<Feature> features(List<ModelInput> inputs, ModelCard card) {
    boolean namedInputs =
        inputs.stream().allMatch(input -> input.width() == 1 && Features.exists(input.name()));
    List<String> ofInputs = inputs.stream().map(ModelInput::name).toList();
    if (card.features().isEmpty()) {
      if (namedInputs) {
        return ofInputs.stream().map(Features::named).toList();
      }
      throw new ModelException(
          "The model does not say which features it wants: give --features, a model card, or"
              + " metadata "
              + ModelCard.FEATURES_KEY
              + ", names separated by commas");
    }
    List<String> names = card.features();
    // The inputs' own names are the truth, in whatever order the list has them.
    boolean reordered =
        namedInputs
            && inputs.size() > 1
            && names.stream().sorted().toList().equals(sorted(ofInputs));
    return (reordered ? ofInputs : names).stream().map(Features::named).toList();
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static ModelException tooFewOrMany(List<ModelInput> inputs, List<Feature> features) {
    int columns = inputs.stream().mapToInt(input -> Math.max(0, input.width())).sum();
    return new ModelException(
        "The model takes %d columns, but the list of its features has %d: %s"
            .formatted(columns, features.size(), Feature.names(features)));
  }

  List<Feature> features() {
    return features;
  }

  /** How many rows each run must have, or {@link ModelInput#ANY}. */
  int fixedRows() {
    return fixedRows;
  }

  MissingValues missing() {
    return missing;
  }

  /** The tensors of one run, by name; the caller closes them. */
  Map<String, OnnxTensor> tensors(
      OrtEnvironment environment, float[] rows, int from, int count, int size) throws OrtException {
    if (inputs.size() == 1) {
      return Map.of(inputs.get(0).name(), tensor(environment, 0, rows, from, count, size));
    }
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (int i = 0; i < inputs.size(); i++) {
        tensors.put(inputs.get(i).name(), tensor(environment, i, rows, from, count, size));
      }
      return tensors;
    } catch (OrtException e) {
      tensors.values().forEach(OnnxTensor::close);
      throw e;
    }
  }

  private OnnxTensor tensor(
      OrtEnvironment environment, int i, float[] rows, int from, int count, int size)
      throws OrtException {
    return inputs.get(i).tensor(environment, i, rows, features.size(), from, count, size);
  }
}
