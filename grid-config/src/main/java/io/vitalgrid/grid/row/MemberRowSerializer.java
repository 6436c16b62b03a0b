package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.vitalgrid.grid.Counter;

/** Lays out {@link MemberRow}, with a column for each {@link Counter}. */
final class MemberRowSerializer implements CompactSerializer<MemberRow> {
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
  public void write(CompactWriter out, MemberRow row) {
    out.writeString("address", row.address());
    for (int i = 0; i < Counter.COUNT; i++) {
      out.writeInt64(Counter.of(i).columnName(), row.counters()[i]);
    }
    Times.write(out, "watermark", row.watermarkMs());
    Numbers.write(out, "p50_ms", row.p50Ms());
    Numbers.write(out, "p99_ms", row.p99Ms());
    Numbers.write(out, "max_ms", row.maxMs());
    out.writeArrayOfInt8("latency_histogram", row.latencyHistogram());
    Times.write(out, "updated_at", row.updatedAtMs());
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
