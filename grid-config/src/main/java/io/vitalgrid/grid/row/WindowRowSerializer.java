package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link WindowRow}. */
final class WindowRowSerializer extends RowSerializer<WindowRow> {
  private static final String[] COUNT = Vitals.columns("_count");
  private static final String[] MEAN = Vitals.columns("_mean");
  private static final String[] MIN = Vitals.columns("_min");
  private static final String[] MAX = Vitals.columns("_max");
  private static final String[] STDDEV = Vitals.columns("_stddev");
  private static final String[] LAST = Vitals.columns("_last");
  private static final String[] LAST_AT = Vitals.columns("_last_at");
  private static final String[] SLOPE = Vitals.columns("_slope_per_minute");

  @Override
  public WindowRow read(CompactReader in) {
    return new WindowRow(
        Times.read(in, "window_start"),
        in.readString("timing"),
        in.readInt64("revision"),
        in.readInt64("event_count"),
        in.readInt64("late_event_count"),
        readCounts(in),
        Vitals.read(in, MEAN),
        Vitals.read(in, MIN),
        Vitals.read(in, MAX),
        Vitals.read(in, STDDEV),
        Vitals.read(in, LAST),
        Vitals.readTimes(in, LAST_AT),
        Vitals.read(in, SLOPE),
        Numbers.read(in, "risk"),
        in.readString("model"));
  }

  private static long[] readCounts(CompactReader in) {
    long[] counts = new long[COUNT.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readInt64(COUNT[i]);
    }
    return counts;
  }

  @Override
  void write(RowWriter out, WindowRow row) {
    out.writeTime("window_start", row.windowStartMs());
    out.writeString("timing", row.timing());
    out.writeInt64("revision", row.revision());
    out.writeInt64("event_count", row.eventCount());
    out.writeInt64("late_event_count", row.lateEventCount());
    for (int i = 0; i < COUNT.length; i++) {
      out.writeInt64(COUNT[i], row.count()[i]);
    }
    Vitals.write(out, MEAN, row.mean());
    Vitals.write(out, MIN, row.min());
    Vitals.write(out, MAX, row.max());
    Vitals.write(out, STDDEV, row.stddev());
    Vitals.write(out, LAST, row.last());
    Vitals.writeTimes(out, LAST_AT, row.lastAt());
    Vitals.write(out, SLOPE, row.slopePerMinute());
    out.writeNumber("risk", row.risk());
    out.writeString("model", row.model());
  }

  @Override
  public String getTypeName() {
    return "window";
  }

  @Override
  public Class<WindowRow> getCompactClass() {
    return WindowRow.class;
  }
}
