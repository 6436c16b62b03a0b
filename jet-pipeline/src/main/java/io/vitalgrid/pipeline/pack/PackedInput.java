package io.vitalgrid.pipeline.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a {@link PackedOutput} wrote.
 *
 * <p>Every method throws {@link IndexOutOfBoundsException} where the bytes end too early.
 */
public final class PackedInput {
  private byte[] bytes;
  private int at;
  private boolean whole;

  public PackedInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Goes on with other bytes. */
  public void reset(byte[] others) {
    bytes = others;
    at = 0;
  }

  public boolean hasMore() {
    return at < bytes.length;
  }

  public int readByte() {
    return bytes[at++];
  }

  /**
   * Reads the byte that says how the rest is laid out.
   *
   * @param what with a verb, for the message: "a patient's state has"
   * @throws IllegalStateException if it is not the expected one
   */
  public void readFormat(int expected, String what) {
    int format = readByte();
    if (format != expected) {
      throw new IllegalStateException(
          what
              + " format "
              + format
              + ", this version reads "
              + expected
              + ": start a grid with another grid.cluster-name, or run the version that wrote it");
    }
  }

  public long readLong() {
    long value = (long) PackedOutput.LONG.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  public long readVarint() {
    long value = bytes[at++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7F;
    for (int shift = 7; ; shift += 7) {
      long next = bytes[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  public int readCount() {
    return (int) readVarint();
  }

  public long readSigned() {
    return unzigzag(readVarint());
  }

  public double readNumber() {
    long packed = readVarint();
    whole = (packed & 1) == 0;
    return whole ? unzigzag(packed >>> 1) : Double.longBitsToDouble(readLong());
  }

  /** Whether the last number was written in the short form. */
  public boolean isWhole() {
    return whole;
  }

  public byte[] readBytes() {
    int length = readCount();
    check(length);
    byte[] read = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return read;
  }

  /** Goes on behind what {@link #readBytes} would have read. */
  public void skipBytes() {
    int length = readCount();
    check(length);
    at += length;
  }

  public String readText() {
    int length = readCount();
    check(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private void check(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IndexOutOfBoundsException("ends too early");
    }
  }

  private static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
