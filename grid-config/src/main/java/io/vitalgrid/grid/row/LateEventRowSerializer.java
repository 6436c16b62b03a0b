package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link LateEventRow}. */
final class LateEventRowSerializer extends RowSerializer<LateEventRow> {
  @Override
  public LateEventRow read(CompactReader in) {
    return new LateEventRow(
        in.readString("patient_id"),
        Times.read(in, "event_time"),
        Times.read(in, "watermark"),
        in.readInt64("lateness_ms"));
  }

  @Override
  void write(RowWriter out, LateEventRow row) {
    out.writeString("patient_id", row.patientId());
    out.writeTime("event_time", row.eventTimeMs());
    out.writeTime("watermark", row.watermarkMs());
    out.writeInt64("lateness_ms", row.latenessMs());
  }

  @Override
  public String getTypeName() {
    return "late_event";
  }

  @Override
  public Class<LateEventRow> getCompactClass() {
    return LateEventRow.class;
  }
}
