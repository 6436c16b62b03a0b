package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Numbers of rows: NaN in Java, NULL in SQL. */
final class Numbers {
  private Numbers() {}

  static double read(CompactReader in, String field) {
    Double value = in.readNullableFloat64(field);
    return value == null ? Double.NaN : value;
  }
}
