package io.vitalgrid.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/**
 * A byte buffer that JSON is written into, without allocation once it has grown. The caller writes
 * the punctuation. Not thread-safe.
 */
final class JsonBytes {
  private static final int MAX_NUMBER_LENGTH = 20; // of a negative long

  private static final int MAX_SHARED = 1024;

  private byte[] bytes = new byte[512];
  private final byte[][] shared = new byte[MAX_SHARED + 1][]; // by length
  private int length;

  JsonBytes clear() {
    length = 0;
    return this;
  }

  int length() {
    return length;
  }

  /** Cuts what was written down to a length. */
  void truncate(int newLength) {
    length = newLength;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /** The same bytes in an array of that length, which the next call may fill anew. */
  byte[] shared() {
    if (length > MAX_SHARED) {
      return copy();
    }
    byte[] array = shared[length];
    if (array == null) {
      array = new byte[length];
      shared[length] = array;
    }
    System.arraycopy(bytes, 0, array, 0, length);
    return array;
  }

  /** As it stands. */
  JsonBytes raw(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** As it stands. */
  JsonBytes raw(String text) {
    return raw(text.getBytes(UTF_8));
  }

  /** One ASCII character as it stands. */
  JsonBytes raw(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** In quotes, escaped. */
  JsonBytes string(String text) {
    return raw('"').raw(JsonStringEncoder.getInstance().quoteAsUTF8(text)).raw('"');
  }

  JsonBytes number(long value) {
    ensure(MAX_NUMBER_LENGTH);
    if (value < 0) {
      return raw(Long.toString(value));
    }
    int end = length + digits(value);
    long rest = value;
    for (int i = end - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length = end;
    return this;
  }

  /** A number with one decimal: 368 is 36.8. */
  JsonBytes tenths(int value) {
    return number(value / 10).raw('.').raw((char) ('0' + value % 10));
  }

  private static int digits(long value) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
