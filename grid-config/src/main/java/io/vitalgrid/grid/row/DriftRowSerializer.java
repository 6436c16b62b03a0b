package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link DriftRow}. */
final class DriftRowSerializer implements CompactSerializer<DriftRow> {
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
  public void write(CompactWriter out, DriftRow row) {
    Numbers.write(out, "psi", row.psi());
    out.writeString("verdict", row.verdict());
    out.writeInt64("baseline_count", row.baselineCount());
    out.writeInt64("current_count", row.currentCount());
    out.writeString("model", row.model());
    out.writeString("baseline", row.baseline());
    Times.write(out, "computed_at", row.computedAtMs());
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
