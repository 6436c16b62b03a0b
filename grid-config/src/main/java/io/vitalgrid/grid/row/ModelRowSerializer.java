package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link ModelRow}. */
final class ModelRowSerializer implements CompactSerializer<ModelRow> {
  @Override
  public ModelRow read(CompactReader in) {
    return new ModelRow(
        in.readArrayOfInt8("bytes"),
        in.readString("sha256"),
        in.readString("stage"),
        in.readString("features"),
        Times.read(in, "deployed_at"));
  }

  @Override
  public void write(CompactWriter out, ModelRow row) {
    out.writeArrayOfInt8("bytes", row.bytes());
    out.writeString("sha256", row.sha256());
    out.writeString("stage", row.stage());
    out.writeString("features", row.features());
    Times.write(out, "deployed_at", row.deployedAtMs());
  }

  @Override
  public String getTypeName() {
    return "model";
  }

  @Override
  public Class<ModelRow> getCompactClass() {
    return ModelRow.class;
  }
}
