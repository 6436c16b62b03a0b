package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link ModelKey}. */
final class ModelKeySerializer extends RowSerializer<ModelKey> {
  @Override
  public ModelKey read(CompactReader in) {
    return new ModelKey(in.readString("name"), in.readInt32("version"));
  }

  @Override
  void write(RowWriter out, ModelKey row) {
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
