package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;

/** Lays out {@link WindowKey}. */
final class WindowKeySerializer implements CompactSerializer<WindowKey> {
  @Override
  public WindowKey read(CompactReader in) {
    return new WindowKey(in.readString("patient_id"), Times.read(in, "window_end"));
  }

  @Override
  public void write(CompactWriter out, WindowKey row) {
    out.writeString("patient_id", row.patientId());
    Times.write(out, "window_end", row.windowEndMs());
  }

  @Override
  public String getTypeName() {
    return "window_key";
  }

  @Override
  public Class<WindowKey> getCompactClass() {
    return WindowKey.class;
  }
}
