package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Numbers of rows: NaN in Java, NULL in SQL. */
final class Numbers {
  private Numbers() {}

  static void write(CompactWriter out, String field, double value) {
    out.writeNullableFloat64(field, Double.isNaN(value) ? null : value);
  }

  static double read(CompactReader in, String field) {
    Double value = in.readNullableFloat64(field);
    return value == null ? Double.NaN : value;
  }
}
