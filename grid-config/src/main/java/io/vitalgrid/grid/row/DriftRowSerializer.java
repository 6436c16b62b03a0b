package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link DriftRow}. */
final class DriftRowSerializer extends RowSerializer<DriftRow> {
  @Override
  public DriftRow read(CompactReader in) {
    return new DriftRow(
        Numbers.read(in, "psi"),
        in.readString("verdict"),
        in.readInt64("baseline_count"),
        in.readInt64("current_count"),
        in.readString("model"),
        in.readString("baseline"),
        Times.read(in, "computed_at"));
  }

  @Override
  void write(RowWriter out, DriftRow row) {
    out.writeNumber("psi", row.psi());
    out.writeString("verdict", row.verdict());
    out.writeInt64("baseline_count", row.baselineCount());
    out.writeInt64("current_count", row.currentCount());
    out.writeString("model", row.model());
    out.writeString("baseline", row.baseline());
    out.writeTime("computed_at", row.computedAtMs());
  }

  @Override
  public String getTypeName() {
    return "drift";
  }

  @Override
  public Class<DriftRow> getCompactClass() {
    return DriftRow.class;
  }
}
