package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link AlertRow}. */
final class AlertRowSerializer extends RowSerializer<AlertRow> {
  @Override
  public AlertRow read(CompactReader in) {
    return new AlertRow(
        in.readString("patient_id"),
        in.readString("kind"),
        in.readString("severity"),
        in.readString("reason"),
        Times.read(in, "raised_at"),
        Times.read(in, "cleared_at"),
        in.readString("status"),
        in.readInt32("revision"),
        Times.read(in, "window_start"),
        Times.read(in, "window_end"));
  }

  @Override
  void write(RowWriter out, AlertRow row) {
    out.writeString("patient_id", row.patientId());
    out.writeString("kind", row.kind());
    out.writeString("severity", row.severity());
    out.writeString("reason", row.reason());
    out.writeTime("raised_at", row.raisedAtMs());
    out.writeTime("cleared_at", row.clearedAtMs());
    out.writeString("status", row.status());
    out.writeInt32("revision", row.revision());
    out.writeTime("window_start", row.windowStartMs());
    out.writeTime("window_end", row.windowEndMs());
  }

  @Override
  public String getTypeName() {
    return "alert";
  }

  @Override
  public Class<AlertRow> getCompactClass() {
    return AlertRow.class;
  }
}
