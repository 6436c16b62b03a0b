package io.vitalgrid.grid.row;

/**
 * The fields of a row, one after the other, always all of them and in the same order. Names of
 * fields are constants: what is written again and again is found by position, not by name.
 */
interface RowWriter {
  /**
   * @param value or null
   */
  void writeString(String field, String value);

  /**
   * @param epochMs or {@link Times#NONE}
   */
  void writeTime(String field, long epochMs);

  /**
   * @param value or NaN, which is NULL in SQL
   */
  void writeNumber(String field, double value);

  void writeInt32(String field, int value);

  void writeInt64(String field, long value);

  void writeBoolean(String field, boolean value);

  /**
   * @param value or null
   */
  void writeNullableInt32(String field, Integer value);

  /**
   * @param value or null
   */
  void writeNullableBoolean(String field, Boolean value);

  /**
   * @param values or null
   */
  void writeArrayOfFloat32(String field, float[] values);

  /**
   * @param values or null
   */
  void writeArrayOfInt8(String field, byte[] values);
}
