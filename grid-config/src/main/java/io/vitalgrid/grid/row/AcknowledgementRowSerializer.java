package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link AcknowledgementRow}. */
final class AcknowledgementRowSerializer extends RowSerializer<AcknowledgementRow> {
  @Override
  public AcknowledgementRow read(CompactReader in) {
    return new AcknowledgementRow(in.readString("by_whom"), Times.read(in, "at_time"));
  }

  @Override
  void write(RowWriter out, AcknowledgementRow row) {
    out.writeString("by_whom", row.by());
    out.writeTime("at_time", row.atMs());
  }

  @Override
  public String getTypeName() {
    return "acknowledgement";
  }

  @Override
  public Class<AcknowledgementRow> getCompactClass() {
    return AcknowledgementRow.class;
  }
}
