package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out one kind of row, for Hazelcast and for {@link RowForm}. */
abstract class RowSerializer<V> implements CompactSerializer<V> {
  abstract void write(RowWriter out, V row);

  @Override
  public final void write(CompactWriter out, V row) {
    write(new CompactRowWriter(out), row);
  }
}
