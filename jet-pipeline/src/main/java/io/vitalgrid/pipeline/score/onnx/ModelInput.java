package io.vitalgrid.pipeline.score.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.MissingValues;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * One input of a model, and the columns of a row that it takes: {@code [n, width]}, or {@code [n]}
 * for one column. Numbers are converted to the input's type; a category goes into a text input as
 * its word.
 */
final class ModelInput {
  /** Any number of rows may be given. */
  static final int ANY = -1;

  private final String name;
  private final OnnxJavaType type;
  private final long[] shape;
  private int first;
  private int width;
  private Feature[] features;

  private ModelInput(String name, OnnxJavaType type, long[] shape) {
    this.name = name;
    this.type = type;
    this.shape = shape;
    width = shape.length == 2 ? (int) shape[1] : 1;
  }

  /**
   * @return the input, or null if it is of no kind that rows can become
   */
  static ModelInput ofNode(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      return null;
    }
    long[] shape = tensor.getShape();
    boolean known =
        switch (tensor.type) {
          case FLOAT, DOUBLE, INT64, INT32, STRING -> true;
          default -> false;
        };
    return known && (shape.length == 1 || shape.length == 2)
        ? new ModelInput(node.getName(), tensor.type, shape)
        : null;
  }

  String name() {
    return name;
  }

  /** How many columns it takes; below 0 if the model leaves it open. */
  int width() {
    return width;
  }

  /** How many rows a run must have, or {@link #ANY}. */
  int fixedRows() {
    return shape[0] >= 0 ? (int) shape[0] : ANY;
  }

  /**
   * @param all the columns of a row, of which this takes {@code count} from {@code from} on
   * @param missing what stands for a missing value, by column; NaN if nothing does
   * @throws ModelException if one of them cannot be had in this input's type
   */
  void bind(List<Feature> all, int from, int count, MissingValues missing) {
    first = from;
    width = count;
    features = all.subList(from, from + count).toArray(Feature[]::new);
    for (int i = 0; i < count; i++) {
      Feature feature = features[i];
      if (type == OnnxJavaType.STRING && !feature.isCategory()) {
        throw new ModelException(
            "Input %s is text, but feature %s is a number".formatted(name, feature));
      }
      boolean whole = type == OnnxJavaType.INT64 || type == OnnxJavaType.INT32;
      if (whole && feature.mayBeMissing() && Float.isNaN(missing.of(from + i))) {
        throw new ModelException(
            ("Input %s is of whole numbers, which have no NaN, but feature %s may be missing: say"
                    + " what it is then, as in --missing %s=0")
                .formatted(name, feature, feature));
      }
    }
  }

  /**
   * @param rows of {@code columns} values each
   * @param from the first row
   * @param count rows that there are from there; the last is repeated up to {@code size}
   */
  OnnxTensor tensor(
      OrtEnvironment environment,
      int index,
      float[] rows,
      int columns,
      int from,
      int count,
      int size)
      throws OrtException {
    long[] dims = shape.length == 1 ? new long[] {size} : new long[] {size, width};
    if (type == OnnxJavaType.STRING) {
      return OnnxTensor.createTensor(environment, words(rows, columns, from, count, size), dims);
    }
    ByteBuffer buffer = Scratch.ofThread().buffer(index, size * width * type.size);
    if (type == OnnxJavaType.FLOAT && width == columns && count == size) {
      buffer.asFloatBuffer().put(rows, from * columns, count * columns);
    } else {
      fill(buffer, rows, columns, from, count, size);
      buffer.rewind();
    }
    return switch (type) {
      case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), dims);
      case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), dims);
      case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), dims);
      default -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), dims);
    };
  }

  private void fill(ByteBuffer buffer, float[] rows, int columns, int from, int count, int size) {
    for (int row = 0; row < size; row++) {
      int start = (from + Math.min(row, count - 1)) * columns + first;
      for (int i = 0; i < width; i++) {
        float value = rows[start + i];
        switch (type) {
          case FLOAT -> buffer.putFloat(value);
          case DOUBLE -> buffer.putDouble(value);
          case INT64 -> buffer.putLong((long) value);
          default -> buffer.putInt((int) value);
        }
      }
    }
  }

  private String[] words(float[] rows, int columns, int from, int count, int size) {
    String[] words = new String[size * width];
    for (int row = 0; row < size; row++) {
      int start = (from + Math.min(row, count - 1)) * columns + first;
      for (int i = 0; i < width; i++) {
        words[row * width + i] = features[i].words().get((int) rows[start + i]);
      }
    }
    return words;
  }

  /** Such as {@code features float [n, 11]}. */
  static String describe(NodeInfo node) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      return node.getName() + " " + node.getInfo().getClass().getSimpleName();
    }
    StringBuilder text = new StringBuilder(node.getName()).append(' ');
    text.append(tensor.type.name().toLowerCase(Locale.ROOT)).append(" [");
    long[] shape = tensor.getShape();
    for (int i = 0; i < shape.length; i++) {
      String any = i == 0 ? "n" : "?";
      text.append(i == 0 ? "" : ", ").append(shape[i] >= 0 ? Long.toString(shape[i]) : any);
    }
    return text.append(']').toString();
  }
}
