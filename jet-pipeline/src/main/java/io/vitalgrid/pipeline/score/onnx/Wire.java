package io.vitalgrid.pipeline.score.onnx;

import io.vitalgrid.pipeline.score.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, without copying and without trusting: each length is
 * checked against what is there.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protobuf encoding</a>
 */
final class Wire {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final ByteBuffer bytes;
  private int field;
  private long number;
  private ByteBuffer content;

  private Wire(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Wire of(byte[] message) {
    return new Wire(ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * Goes to the next field.
   *
   * @return its number, or 0 at the end
   * @throws ModelException if the bytes are no protobuf
   */
  int next() {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    content = null;
    switch ((int) (tag & 7)) {
      case VARINT -> number = varint();
      case FIXED_64 -> skip(Long.BYTES);
      case LENGTH_DELIMITED -> content = take(varint());
      case FIXED_32 -> skip(Integer.BYTES);
      default -> throw broken();
    }
    if (field == 0) {
      throw broken();
    }
    return field;
  }

  /** The value of a field that is a whole number. */
  long number() {
    if (content != null) {
      throw broken();
    }
    return number;
  }

  String text() {
    return StandardCharsets.UTF_8.decode(content().duplicate()).toString();
  }

  Wire message() {
    return new Wire(content().duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  private ByteBuffer content() {
    if (content == null) {
      throw broken();
    }
    return content;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw broken();
      }
      byte next = bytes.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken();
  }

  private ByteBuffer take(long length) {
    skip(length);
    return bytes.slice(bytes.position() - (int) length, (int) length);
  }

  private void skip(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw broken();
    }
    bytes.position(bytes.position() + (int) length);
  }

  private static ModelException broken() {
    return new ModelException("The file is no ONNX model, or not all of one");
  }
}
