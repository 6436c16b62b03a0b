package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link ScoringRow}. */
final class ScoringRowSerializer extends RowSerializer<ScoringRow> {
  @Override
  public ScoringRow read(CompactReader in) {
    return new ScoringRow(
        in.readString("champion"),
        Times.read(in, "champion_since"),
        in.readInt64("demotions"),
        in.readString("shadow"),
        in.readInt64("shadow_rows"),
        in.readInt64("shadow_dropped"),
        Numbers.read(in, "mean_difference"),
        Numbers.read(in, "mean_abs_difference"),
        Numbers.read(in, "rank_correlation"),
        Numbers.read(in, "changed_share"),
        in.readInt64("labels"),
        Numbers.read(in, "champion_auc"),
        Numbers.read(in, "shadow_auc"),
        Numbers.read(in, "shadow_us_per_row"),
        Numbers.read(in, "shadow_cpu_share"),
        Numbers.read(in, "hand_over_us_per_row"),
        Times.read(in, "updated_at"));
  }

  @Override
  void write(RowWriter out, ScoringRow row) {
    out.writeString("champion", row.champion());
    out.writeTime("champion_since", row.championSinceMs());
    out.writeInt64("demotions", row.demotions());
    out.writeString("shadow", row.shadow());
    out.writeInt64("shadow_rows", row.shadowRows());
    out.writeInt64("shadow_dropped", row.shadowDropped());
    out.writeNumber("mean_difference", row.meanDifference());
    out.writeNumber("mean_abs_difference", row.meanAbsDifference());
    out.writeNumber("rank_correlation", row.rankCorrelation());
    out.writeNumber("changed_share", row.changedShare());
    out.writeInt64("labels", row.labels());
    out.writeNumber("champion_auc", row.championAuc());
    out.writeNumber("shadow_auc", row.shadowAuc());
    out.writeNumber("shadow_us_per_row", row.shadowMicrosPerRow());
    out.writeNumber("shadow_cpu_share", row.shadowCpuShare());
    out.writeNumber("hand_over_us_per_row", row.handOverMicrosPerRow());
    out.writeTime("updated_at", row.updatedAtMs());
  }

  @Override
  public String getTypeName() {
    return "scoring";
  }

  @Override
  public Class<ScoringRow> getCompactClass() {
    return ScoringRow.class;
  }
}
