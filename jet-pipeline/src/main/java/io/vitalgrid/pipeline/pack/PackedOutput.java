package io.vitalgrid.pipeline.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes numbers and texts one after the other into a buffer that grows, to be used again and
 * again. {@link PackedInput} reads them back. Used by one thread.
 *
 * <pre>
 * varint   seven bits a byte, the lowest first: below 128 one byte, below 16,384 two
 * signed   as varint, with the sign in the lowest bit: -64 to 63 in one byte
 * number   a double: 2 * signed if it is a whole number below 2^52, else a byte 1 and eight bytes
 * </pre>
 */
public final class PackedOutput {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  static final double WHOLE = 1L << 52;

  private byte[] bytes;
  private int size;

  public PackedOutput(int capacity) {
    bytes = new byte[capacity];
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** A copy of what was written since the last {@link #clear}. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Others, with a copy of what was written since the last {@link #clear} behind them. */
  public byte[] appendedTo(byte[] others) {
    byte[] both = Arrays.copyOf(others, others.length + size);
    System.arraycopy(bytes, 0, both, others.length, size);
    return both;
  }

  public void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void writeLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  public void writeVarint(long value) {
    reserve(10);
    byte[] to = bytes;
    int at = size;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  public void writeSigned(long value) {
    writeVarint(zigzag(value));
  }

  /** Any double, bit for bit but for -0.0, which becomes 0. */
  public void writeNumber(double value) {
    if (Math.abs(value) < WHOLE && value == (long) value) {
      writeVarint(zigzag((long) value) << 1);
    } else {
      writeDouble(value);
    }
  }

  /** The same in nine bytes, even where fewer would do. */
  public void writeDouble(double value) {
    writeByte(1);
    writeLong(Double.doubleToRawLongBits(value));
  }

  /** Begins a block whose length is not known yet, at most 16,383 bytes; {@link #endBlock} it. */
  public int beginBlock() {
    reserve(2);
    size += 2;
    return size;
  }

  /** Enters the length of what was written since; {@link PackedInput#readBytes} reads it back. */
  public void endBlock(int start) {
    int length = size - start;
    if (length >>> 14 != 0) {
      throw new IllegalStateException("a block of " + length + " bytes; at most 16383 fit");
    }
    bytes[start - 2] = (byte) (length | 0x80);
    bytes[start - 1] = (byte) (length >>> 7);
  }

  public void writeBytes(byte[] from) {
    writeBytes(from, from.length);
  }

  /** All that was written there since its last {@link #clear}. */
  public void writeBytes(PackedOutput other) {
    writeBytes(other.bytes, other.size);
  }

  private void writeBytes(byte[] from, int length) {
    writeVarint(length);
    reserve(length);
    System.arraycopy(from, 0, bytes, size, length);
    size += length;
  }

  /** In UTF-8; a text that is no valid UTF-16 does not come back as it was. */
  public void writeText(String text) {
    int length = text.length();
    reserve(length + 5);
    int start = size;
    writeVarint(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = start;
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at++] = (byte) c;
    }
    size = at;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
