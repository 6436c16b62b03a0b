package io.vitalgrid.grid.row;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.impl.compact.SchemaWriter;

/**
 * The binary form of rows of one kind, byte for byte as Hazelcast makes it, but without an object
 * for each field, and without looking fields up by name. Not thread-safe.
 *
 * <p>A cluster must have been told the schema before: by Hazelcast, when it made the form of a
 * first row itself.
 */
public final class RowForm<V> {
  private final RowSerializer<V> serializer;
  private final BinaryRowWriter writer;

  private RowForm(RowSerializer<V> serializer, V example) {
    this.serializer = serializer;
    SchemaWriter schema = new SchemaWriter(serializer.getTypeName());
    serializer.write(schema, example);
    writer = new BinaryRowWriter(schema.build());
  }

  /**
   * @param example any row of the kind
   * @return null if it is no row
   */
  public static <V> RowForm<V> like(V example) {
    RowSerializer<V> serializer = RowSerializers.of(example);
    return serializer == null ? null : new RowForm<>(serializer, example);
  }

  public Data toData(V row) {
    writer.start();
    serializer.write(writer, row);
    return writer.end();
  }
}
