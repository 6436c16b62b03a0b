package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import io.vitalgrid.grid.Counter;

/** Lays out {@link MemberRow}, with a column for each {@link Counter}. */
final class MemberRowSerializer extends RowSerializer<MemberRow> {
  @Override
  public MemberRow read(CompactReader in) {
    long[] counters = new long[Counter.COUNT];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = in.readInt64(Counter.of(i).columnName());
    }
    return new MemberRow(
        in.readString("address"),
        counters,
        Times.read(in, "watermark"),
        Numbers.read(in, "p50_ms"),
        Numbers.read(in, "p99_ms"),
        Numbers.read(in, "max_ms"),
        in.readArrayOfInt8("latency_histogram"),
        Times.read(in, "updated_at"));
  }

  @Override
  void write(RowWriter out, MemberRow row) {
    out.writeString("address", row.address());
    for (int i = 0; i < Counter.COUNT; i++) {
      out.writeInt64(Counter.of(i).columnName(), row.counters()[i]);
    }
    out.writeTime("watermark", row.watermarkMs());
    out.writeNumber("p50_ms", row.p50Ms());
    out.writeNumber("p99_ms", row.p99Ms());
    out.writeNumber("max_ms", row.maxMs());
    out.writeArrayOfInt8("latency_histogram", row.latencyHistogram());
    out.writeTime("updated_at", row.updatedAtMs());
  }

  @Override
  public String getTypeName() {
    return "member";
  }

  @Override
  public Class<MemberRow> getCompactClass() {
    return MemberRow.class;
  }
}
