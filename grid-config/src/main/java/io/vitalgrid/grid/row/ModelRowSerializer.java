package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link ModelRow}. */
final class ModelRowSerializer extends RowSerializer<ModelRow> {
  @Override
  public ModelRow read(CompactReader in) {
    return new ModelRow(
        in.readArrayOfInt8("bytes"),
        in.readString("sha256"),
        in.readString("kind"),
        in.readString("card"),
        in.readString("features"),
        in.readString("stage"),
        in.readInt64("turn"),
        in.readBoolean("fallback"),
        in.readString("reason"),
        Times.read(in, "deployed_at"),
        Times.read(in, "changed_at"));
  }

  @Override
  void write(RowWriter out, ModelRow row) {
    out.writeArrayOfInt8("bytes", row.bytes());
    out.writeString("sha256", row.sha256());
    out.writeString("kind", row.kind());
    out.writeString("card", row.card());
    out.writeString("features", row.features());
    out.writeString("stage", row.stage());
    out.writeInt64("turn", row.turn());
    out.writeBoolean("fallback", row.fallback());
    out.writeString("reason", row.reason());
    out.writeTime("deployed_at", row.deployedAtMs());
    out.writeTime("changed_at", row.changedAtMs());
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
