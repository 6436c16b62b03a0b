package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link AcknowledgementRow}. */
final class AcknowledgementRowSerializer implements CompactSerializer<AcknowledgementRow> {
  @Override
  public AcknowledgementRow read(CompactReader in) {
    return new AcknowledgementRow(in.readString("by_whom"), Times.read(in, "at_time"));
  }

  @Override
  public void write(CompactWriter out, AcknowledgementRow row) {
    out.writeString("by_whom", row.by());
    Times.write(out, "at_time", row.atMs());
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
