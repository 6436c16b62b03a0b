package io.vitalgrid.pipeline.score.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The output of a model that holds the risks: a float or double tensor {@code [n, 2]} (the second
 * column counts), {@code [n, 1]} or {@code [n]}, or a list of maps from class to probability.
 */
final class RiskOutput {
  private static final String RULE =
      "; one output must be a float or double tensor [n, 2], [n, 1] or [n], or a list of maps from"
          + " class to probability";

  private static final Set<String> POSITIVE = Set.of("1", "1.0", "yes", "true", "positive");

  private final String name;
  private final String positive;
  private volatile Object positiveKey; // of the maps, known from the first one

  private RiskOutput(String name, String positive) {
    this.name = name;
    this.positive = positive;
  }

  /**
   * @throws ModelException saying what the model gives and what must be
   */
  static RiskOutput of(Map<String, NodeInfo> nodes, ModelCard card) {
    String chosen = null;
    if (!card.output().isEmpty()) {
      NodeInfo node = nodes.get(card.output());
      chosen = node != null && canBeRisk(node) ? card.output() : null;
    } else {
      for (NodeInfo node : nodes.values()) {
        chosen = canBeRisk(node) ? node.getName() : chosen;
      }
    }
    if (chosen == null) {
      String named =
          card.output().isEmpty() ? "" : ", and output " + card.output() + " is asked for";
      throw new ModelException(
          "The model gives "
              + nodes.values().stream().map(ModelInput::describe).collect(Collectors.joining("; "))
              + named
              + RULE);
    }
    return new RiskOutput(chosen, card.positive());
  }

  private static boolean canBeRisk(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.DOUBLE;
    }
    return node.getInfo() instanceof SequenceInfo sequence
        && sequence.isSequenceOfMaps()
        && sequence.mapInfo.valueType == OnnxJavaType.FLOAT;
  }

  String name() {
    return name;
  }

  /**
   * @param size rows that were given
   * @param count of which so many count
   * @param risks receives them from {@code from} on
   */
  void read(OnnxValue value, int size, int count, double[] risks, int from) throws OrtException {
    if (value instanceof OnnxTensor tensor) {
      readTensor(tensor, size, count, risks, from);
    } else {
      readMaps((OnnxSequence) value, size, count, risks, from);
    }
  }

  private void readTensor(OnnxTensor tensor, int size, int count, double[] risks, int from) {
    long[] shape = tensor.getInfo().getShape();
    int columns = shape.length == 2 ? (int) shape[1] : 1;
    boolean fits = shape.length == 1 || shape.length == 2;
    if (!fits || shape[0] != size || columns < 1 || columns > 2) {
      throw new ModelException(
          "it gave a tensor %s for %d rows%s".formatted(List.of(boxed(shape)), size, RULE));
    }
    int column = columns == 2 && positive.equals("0") ? 0 : columns - 1;
    if (tensor.getInfo().type == OnnxJavaType.FLOAT) {
      FloatBuffer values = tensor.getFloatBuffer();
      for (int row = 0; row < count; row++) {
        risks[from + row] = values.get(row * columns + column);
      }
    } else {
      DoubleBuffer values = tensor.getDoubleBuffer();
      for (int row = 0; row < count; row++) {
        risks[from + row] = values.get(row * columns + column);
      }
    }
  }

  private static Long[] boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toArray(Long[]::new);
  }

  private void readMaps(OnnxSequence sequence, int size, int count, double[] risks, int from)
      throws OrtException {
    List<? extends OnnxValue> maps = sequence.getValue();
    try {
      if (maps.size() != size) {
        throw new ModelException("it gave " + maps.size() + " maps for " + size + " rows");
      }
      for (int row = 0; row < count; row++) {
        Map<?, ?> probabilities = ((OnnxMap) maps.get(row)).getValue();
        if (positiveKey == null) {
          positiveKey = positiveKey(probabilities.keySet());
        }
        Object probability = probabilities.get(positiveKey);
        risks[from + row] = probability instanceof Number p ? p.doubleValue() : Double.NaN;
      }
    } finally {
      for (OnnxValue map : maps) {
        map.close();
      }
    }
  }

  private Object positiveKey(Set<?> classes) {
    List<Object> found =
        classes.stream()
            .<Object>map(each -> each)
            .filter(
                each ->
                    positive.isEmpty()
                        ? POSITIVE.contains(each.toString().toLowerCase(Locale.ROOT))
                        : positive.equals(each.toString()))
            .toList();
    if (found.size() != 1) {
      throw new ModelException(
          "its classes are "
              + classes.stream().map(Object::toString).sorted().toList()
              + "; say with --positive which one's probability is the risk");
    }
    return found.get(0);
  }
}
