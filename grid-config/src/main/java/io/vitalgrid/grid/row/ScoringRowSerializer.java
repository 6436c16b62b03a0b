package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link ScoringRow}. */
final class ScoringRowSerializer implements CompactSerializer<ScoringRow> {
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
  public void write(CompactWriter out, ScoringRow row) {
    out.writeString("champion", row.champion());
    Times.write(out, "champion_since", row.championSinceMs());
    out.writeInt64("demotions", row.demotions());
    out.writeString("shadow", row.shadow());
    out.writeInt64("shadow_rows", row.shadowRows());
    out.writeInt64("shadow_dropped", row.shadowDropped());
    Numbers.write(out, "mean_difference", row.meanDifference());
    Numbers.write(out, "mean_abs_difference", row.meanAbsDifference());
    Numbers.write(out, "rank_correlation", row.rankCorrelation());
    Numbers.write(out, "changed_share", row.changedShare());
    out.writeInt64("labels", row.labels());
    Numbers.write(out, "champion_auc", row.championAuc());
    Numbers.write(out, "shadow_auc", row.shadowAuc());
    Numbers.write(out, "shadow_us_per_row", row.shadowMicrosPerRow());
    Numbers.write(out, "shadow_cpu_share", row.shadowCpuShare());
    Numbers.write(out, "hand_over_us_per_row", row.handOverMicrosPerRow());
    Times.write(out, "updated_at", row.updatedAtMs());
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
