package io.vitalgrid.train.onnx;

/** Type of a tensor's elements, with its number in {@code TensorProto.DataType}. */
public enum ElementType {
  FLOAT(1),
  INT32(6),
  INT64(7),
  STRING(8),
  DOUBLE(11);

  final int number;

  ElementType(int number) {
    this.number = number;
  }
}
