package io.vitalgrid.train.onnx;

/** A named setting of an ONNX node. Field and type numbers are those of {@code onnx.proto}. */
public final class OnnxAttribute {
  private static final int NAME = 1;
  private static final int FLOAT_VALUE = 2;
  private static final int INT_VALUE = 3;
  private static final int STRING_VALUE = 4;
  private static final int FLOATS_VALUE = 7;
  private static final int INTS_VALUE = 8;
  private static final int STRINGS_VALUE = 9;
  private static final int TYPE = 20;

  final Protobuf message;

  private OnnxAttribute(String name, int type) {
    message = new Protobuf().text(NAME, name).integer(TYPE, type);
  }

  public static OnnxAttribute of(String name, float value) {
    OnnxAttribute attribute = new OnnxAttribute(name, 1);
    attribute.message.real(FLOAT_VALUE, value);
    return attribute;
  }

  public static OnnxAttribute of(String name, long value) {
    OnnxAttribute attribute = new OnnxAttribute(name, 2);
    attribute.message.integer(INT_VALUE, value);
    return attribute;
  }

  public static OnnxAttribute of(String name, String value) {
    OnnxAttribute attribute = new OnnxAttribute(name, 3);
    attribute.message.text(STRING_VALUE, value);
    return attribute;
  }

  public static OnnxAttribute of(String name, float[] values) {
    OnnxAttribute attribute = new OnnxAttribute(name, 6);
    attribute.message.packedReals(FLOATS_VALUE, values);
    return attribute;
  }

  public static OnnxAttribute of(String name, long[] values) {
    OnnxAttribute attribute = new OnnxAttribute(name, 7);
    attribute.message.packedIntegers(INTS_VALUE, values);
    return attribute;
  }

  public static OnnxAttribute of(String name, String[] values) {
    OnnxAttribute attribute = new OnnxAttribute(name, 8);
    for (String value : values) {
      attribute.message.text(STRINGS_VALUE, value);
    }
    return attribute;
  }
}
