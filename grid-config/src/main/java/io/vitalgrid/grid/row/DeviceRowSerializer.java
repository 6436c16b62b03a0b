package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link DeviceRow}. */
final class DeviceRowSerializer extends RowSerializer<DeviceRow> {
  @Override
  public DeviceRow read(CompactReader in) {
    return new DeviceRow(
        in.readString("patient_id"),
        in.readString("status"),
        in.readString("reason"),
        in.readString("faults"),
        Times.read(in, "since"),
        Times.read(in, "last_seen_at"),
        in.readInt64("expected_gap_ms"),
        in.readString("standing"));
  }

  @Override
  void write(RowWriter out, DeviceRow row) {
    out.writeString("patient_id", row.patientId());
    out.writeString("status", row.status());
    out.writeString("reason", row.reason());
    out.writeString("faults", row.faults());
    out.writeTime("since", row.sinceMs());
    out.writeTime("last_seen_at", row.lastSeenMs());
    out.writeInt64("expected_gap_ms", row.expectedGapMs());
    out.writeString("standing", row.standing());
  }

  @Override
  public String getTypeName() {
    return "device";
  }

  @Override
  public Class<DeviceRow> getCompactClass() {
    return DeviceRow.class;
  }
}
