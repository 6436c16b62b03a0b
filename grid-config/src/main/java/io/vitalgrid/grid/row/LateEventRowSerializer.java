package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link LateEventRow}. */
final class LateEventRowSerializer implements CompactSerializer<LateEventRow> {
  @Override
  public LateEventRow read(CompactReader in) {
    return new LateEventRow(
        in.readString("patient_id"),
        Times.read(in, "event_time"),
        Times.read(in, "watermark"),
        in.readInt64("lateness_ms"));
  }

  @Override
  public void write(CompactWriter out, LateEventRow row) {
    out.writeString("patient_id", row.patientId());
    Times.write(out, "event_time", row.eventTimeMs());
    Times.write(out, "watermark", row.watermarkMs());
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
