package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Writes a row as Hazelcast's own writer of Compact does. */
record CompactRowWriter(CompactWriter out) implements RowWriter {
  @Override
  public void writeString(String field, String value) {
    out.writeString(field, value);
  }

  @Override
  public void writeTime(String field, long epochMs) {
    out.writeTimestampWithTimezone(field, Times.of(epochMs));
  }

  @Override
  public void writeNumber(String field, double value) {
    out.writeNullableFloat64(field, Double.isNaN(value) ? null : value);
  }

  @Override
  public void writeInt32(String field, int value) {
    out.writeInt32(field, value);
  }

  @Override
  public void writeInt64(String field, long value) {
    out.writeInt64(field, value);
  }

  @Override
  public void writeBoolean(String field, boolean value) {
    out.writeBoolean(field, value);
  }

  @Override
  public void writeNullableInt32(String field, Integer value) {
    out.writeNullableInt32(field, value);
  }

  @Override
  public void writeNullableBoolean(String field, Boolean value) {
    out.writeNullableBoolean(field, value);
  }

  @Override
  public void writeArrayOfFloat32(String field, float[] values) {
    out.writeArrayOfFloat32(field, values);
  }

  @Override
  public void writeArrayOfInt8(String field, byte[] values) {
    out.writeArrayOfInt8(field, values);
  }
}
