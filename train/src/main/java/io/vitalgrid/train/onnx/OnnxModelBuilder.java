package io.vitalgrid.train.onnx;

import java.util.List;

/**
 * Builds an ONNX model of one graph. Tensors are known by name; nodes are added in the order in
 * which they run. Nothing is checked here: load the result with ONNX Runtime.
 *
 * <p>Field numbers are those of {@code onnx.proto}.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
public final class OnnxModelBuilder {
  /** A dimension of any size, the same wherever it is named: the batch. */
  public static final long BATCH = -1;

  private static final int ATTRIBUTE_FIELD = 5;

  private final Protobuf graph = new Protobuf();
  private final Protobuf metadata = new Protobuf();
  private final Protobuf opsets = new Protobuf();
  private final int irVersion;

  public OnnxModelBuilder(String name, int opset) {
    irVersion = irVersion(opset);
    graph.text(2, name);
    opset("", opset);
  }

  /** The version of the format that came out with an operator set. */
  private static int irVersion(int opset) {
    if (opset <= 11) {
      return Math.max(3, opset - 5);
    }
    return opset <= 14 ? 7 : opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
  }

  /** Adds an operator set beside the standard one, such as {@code ai.onnx.ml}. */
  public OnnxModelBuilder opset(String domain, int version) {
    opsets.message(8, new Protobuf().text(1, domain).integer(2, version));
    return this;
  }

  public OnnxModelBuilder input(String name, ElementType type, long... dims) {
    graph.message(11, tensorInfo(name, type, dims));
    return this;
  }

  public OnnxModelBuilder output(String name, ElementType type, long... dims) {
    graph.message(12, tensorInfo(name, type, dims));
    return this;
  }

  /** Adds an output that is a list of maps, as {@code ZipMap} makes them: class to probability. */
  public OnnxModelBuilder outputOfMaps(String name, ElementType key) {
    Protobuf value = new Protobuf().message(1, new Protobuf().integer(1, ElementType.FLOAT.number));
    Protobuf map = new Protobuf().integer(1, key.number).message(2, value);
    Protobuf sequence = new Protobuf().message(1, new Protobuf().message(5, map));
    graph.message(12, new Protobuf().text(1, name).message(2, new Protobuf().message(4, sequence)));
    return this;
  }

  /** Adds a constant; values are in row-major order. */
  public OnnxModelBuilder constant(String name, float[] values, long... dims) {
    graph.message(5, tensor(name, ElementType.FLOAT, dims).packedReals(4, values));
    return this;
  }

  /** Adds a constant vector, such as indices. */
  public OnnxModelBuilder constant(String name, long... values) {
    graph.message(5, tensor(name, ElementType.INT64, values.length).packedIntegers(7, values));
    return this;
  }

  /** Adds a node of the standard operator set that has one output. */
  public OnnxModelBuilder node(
      String opType, List<String> inputs, String output, OnnxAttribute... attributes) {
    return node("", opType, inputs, List.of(output), attributes);
  }

  public OnnxModelBuilder node(
      String domain,
      String opType,
      List<String> inputs,
      List<String> outputs,
      OnnxAttribute... attributes) {
    Protobuf node = new Protobuf();
    inputs.forEach(name -> node.text(1, name));
    outputs.forEach(name -> node.text(2, name));
    node.text(3, outputs.get(0) + "_node").text(4, opType).text(7, domain);
    for (OnnxAttribute attribute : attributes) {
      node.message(ATTRIBUTE_FIELD, attribute.message);
    }
    graph.message(1, node);
    return this;
  }

  public OnnxModelBuilder metadata(String key, String value) {
    metadata.message(14, new Protobuf().text(1, key).text(2, value));
    return this;
  }

  public byte[] build() {
    return new Protobuf()
        .integer(1, irVersion)
        .text(2, "vitalgrid")
        .message(7, graph)
        .append(opsets)
        .append(metadata)
        .toByteArray();
  }

  private static Protobuf tensor(String name, ElementType type, long... dims) {
    return new Protobuf().packedIntegers(1, dims).integer(2, type.number).text(8, name);
  }

  private static Protobuf tensorInfo(String name, ElementType type, long... dims) {
    Protobuf shape = new Protobuf();
    for (long dim : dims) {
      Protobuf dimension = new Protobuf();
      shape.message(1, dim == BATCH ? dimension.text(2, "n") : dimension.integer(1, dim));
    }
    Protobuf tensorType = new Protobuf().integer(1, type.number).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensorType));
  }
}
