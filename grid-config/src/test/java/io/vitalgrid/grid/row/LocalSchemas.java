package io.vitalgrid.grid.row;

import com.hazelcast.internal.serialization.impl.compact.Schema;
import com.hazelcast.internal.serialization.impl.compact.SchemaService;
import java.util.HashMap;
import java.util.Map;

/** Schemas of a process that has no cluster. */
final class LocalSchemas implements SchemaService {
  private final Map<Long, Schema> schemas = new HashMap<>();

  @Override
  public Schema get(long schemaId) {
    return schemas.get(schemaId);
  }

  @Override
  public void put(Schema schema) {
    schemas.put(schema.getSchemaId(), schema);
  }

  @Override
  public void putLocal(Schema schema) {
    put(schema);
  }
}
