package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link WindowKey}. */
final class WindowKeySerializer extends RowSerializer<WindowKey> {
  @Override
  public WindowKey read(CompactReader in) {
    return new WindowKey(in.readString("patient_id"), Times.read(in, "window_end"));
  }

  @Override
  void write(RowWriter out, WindowKey row) {
    out.writeString("patient_id", row.patientId());
    out.writeTime("window_end", row.windowEndMs());
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
