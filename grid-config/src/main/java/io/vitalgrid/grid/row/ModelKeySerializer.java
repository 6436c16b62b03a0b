package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link ModelKey}. */
final class ModelKeySerializer implements CompactSerializer<ModelKey> {
  @Override
  public ModelKey read(CompactReader in) {
    return new ModelKey(in.readString("name"), in.readInt32("version"));
  }

  @Override
  public void write(CompactWriter out, ModelKey row) {
    out.writeString("name", row.name());
    out.writeInt32("version", row.version());
  }

  @Override
  public String getTypeName() {
    return "model_key";
  }

  @Override
  public Class<ModelKey> getCompactClass() {
    return ModelKey.class;
  }
}
