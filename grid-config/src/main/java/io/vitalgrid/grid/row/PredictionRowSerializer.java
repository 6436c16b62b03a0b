package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link PredictionRow}. */
final class PredictionRowSerializer extends RowSerializer<PredictionRow> {
  @Override
  public PredictionRow read(CompactReader in) {
    Integer news2 = in.readNullableInt32("news2");
    return new PredictionRow(
        in.readString("event_id"),
        Times.read(in, "event_time"),
        in.readString("timing"),
        in.readInt64("revision"),
        Times.read(in, "window_start"),
        Times.read(in, "window_end"),
        Numbers.read(in, "risk"),
        in.readString("status"),
        in.readString("model"),
        news2 == null ? PredictionRow.NO_NEWS2 : news2,
        in.readString("news2_band"),
        in.readString("news2_missing"),
        Times.read(in, "scored_at"),
        in.readArrayOfFloat32("feature_values"));
  }

  @Override
  void write(RowWriter out, PredictionRow row) {
    out.writeString("event_id", row.eventId());
    out.writeTime("event_time", row.eventTimeMs());
    out.writeString("timing", row.timing());
    out.writeInt64("revision", row.revision());
    out.writeTime("window_start", row.windowStartMs());
    out.writeTime("window_end", row.windowEndMs());
    out.writeNumber("risk", row.risk());
    out.writeString("status", row.status());
    out.writeString("model", row.model());
    out.writeNullableInt32("news2", row.news2() == PredictionRow.NO_NEWS2 ? null : row.news2());
    out.writeString("news2_band", row.news2Band());
    out.writeString("news2_missing", row.news2Missing());
    out.writeTime("scored_at", row.scoredAtMs());
    out.writeArrayOfFloat32("feature_values", row.features());
  }

  @Override
  public String getTypeName() {
    return "prediction";
  }

  @Override
  public Class<PredictionRow> getCompactClass() {
    return PredictionRow.class;
  }
}
