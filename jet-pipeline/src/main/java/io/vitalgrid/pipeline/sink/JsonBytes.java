package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Arrays;

/**
 * Writes JSON objects of plain values, one after the other, into a buffer that grows: for what is
 * written at every event, where a generator for any JSON takes twice as long. Used by one thread.
 *
 * <pre>
 * begin().text(NAME, "a").number(SIZE, 7).end()   {"name":"a","size":7}
 * </pre>
 */
final class JsonBytes {
  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] HEX = ascii("0123456789ABCDEF");

  /** The most that a char comes to: an escape such as {@code \}{@code u0001}. */
  private static final int LONGEST_CHAR = 6;

  private static final int LONGEST_LONG = 20;

  private byte[] bytes = new byte[512];
  private int size;

  /** A field's name, as the methods take it; plain ASCII without quotes. */
  static byte[] name(String name) {
    return ascii(",\"" + name + "\":");
  }

  /** A text that needs no escapes, as {@link #word} takes it. */
  static byte[] quoted(String word) {
    return ascii("\"" + word + "\"");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  JsonBytes begin() {
    size = 0;
    return this;
  }

  /** The object's bytes, a copy; it has one field at least. */
  byte[] end() {
    bytes[0] = '{'; // instead of the first field's comma
    reserve(1);
    bytes[size++] = '}';
    return Arrays.copyOf(bytes, size);
  }

  /** Writes a text, or null. A surrogate without its partner becomes an escape. */
  JsonBytes text(byte[] name, String text) {
    if (text == null) {
      return nothing(name);
    }
    append(name);
    reserve(text.length() * LONGEST_CHAR + 2);
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        bytes[size++] = (byte) c;
      } else if (c < 0x80) {
        escape(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        appendUtf8(Character.toCodePoint(c, text.charAt(++i)));
      } else if (Character.isSurrogate(c)) {
        escapeNumber(c);
      } else {
        appendUtf8(c);
      }
    }
    bytes[size++] = '"';
    return this;
  }

  /** Writes what {@link #quoted} gave. */
  JsonBytes word(byte[] name, byte[] quoted) {
    append(name);
    append(quoted);
    return this;
  }

  JsonBytes number(byte[] name, long value) {
    append(name);
    reserve(LONGEST_LONG);
    size = NumberOutput.outputLong(value, bytes, size);
    return this;
  }

  /** Writes a number as short as it reads back; null for what is none in JSON. */
  JsonBytes number(byte[] name, double value) {
    if (!Double.isFinite(value)) {
      return nothing(name);
    }
    append(name);
    String text = NumberOutput.toString(value, true); // the JDK's takes twice as long before 19
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
    return this;
  }

  JsonBytes bool(byte[] name, boolean value) {
    return word(name, value ? TRUE : FALSE);
  }

  JsonBytes nothing(byte[] name) {
    return word(name, NULL);
  }

  private void append(byte[] raw) {
    reserve(raw.length);
    System.arraycopy(raw, 0, bytes, size, raw.length);
    size += raw.length;
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> escaped('"');
      case '\\' -> escaped('\\');
      case '\n' -> escaped('n');
      case '\r' -> escaped('r');
      case '\t' -> escaped('t');
      case '\b' -> escaped('b');
      case '\f' -> escaped('f');
      default -> escapeNumber(c);
    }
  }

  private void escaped(char as) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) as;
  }

  private void escapeNumber(char c) {
    escaped('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[c >> shift & 0xF];
    }
  }

  private void appendUtf8(int codePoint) {
    if (codePoint < 0x800) {
      bytes[size++] = (byte) (0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[size++] = (byte) (0xE0 | codePoint >> 12);
      } else {
        bytes[size++] = (byte) (0xF0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
      }
      bytes[size++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
    }
    bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
