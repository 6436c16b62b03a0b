package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One slide's length of a patient's readings, shared by every window that covers it; beside it, the
 * counters of the one window that ends where the frame ends.
 *
 * <p>A few readings are kept as they are (64 bytes and their time, each), more of them as {@link
 * Sums}: a patient seen once a minute costs a tenth of one seen every second.
 */
final class Frame {
  /** Up to this many readings are stored raw; from the next on, as sums. */
  static final int RAW_ROWS = 4;

  private static final int OFFSET = Vital.COUNT;
  private static final int OBSERVATIONS = Vital.COUNT + 1;
  private static final int ROW = Vital.COUNT + 2;
  private static final double[] NOTHING = {};

  final long startMs;

  /** Panes fired so far for the window that ends with this frame. */
  int revision;

  /** Events added to that window after it was settled. */
  int lateEvents;

  /** Readings in this frame. */
  private int events;

  private double[] data = NOTHING;

  Frame(long startMs) {
    this.startMs = startMs;
  }

  int events() {
    return events;
  }

  void add(long timeMs, double[] values, int observations, double[] pivot) {
    double offset = timeMs - startMs;
    if (events < RAW_ROWS) {
      double[] rows = Arrays.copyOf(data, data.length + ROW);
      System.arraycopy(values, 0, rows, data.length, Vital.COUNT);
      rows[data.length + OFFSET] = offset;
      rows[data.length + OBSERVATIONS] = observations;
      data = rows;
    } else {
      if (events == RAW_ROWS) {
        double[] sums = Sums.create();
        addTo(sums, startMs, pivot);
        data = sums;
      }
      Sums.add(data, offset, values, 0, observations, pivot);
    }
    events++;
  }

  /** Adds this frame to the sums of a window that starts at the given time. */
  void addTo(double[] sums, long windowStartMs, double[] pivot) {
    double shift = startMs - windowStartMs;
    if (events > RAW_ROWS) {
      Sums.merge(sums, data, shift);
      return;
    }
    for (int row = 0; row < data.length; row += ROW) {
      int observations = (int) data[row + OBSERVATIONS];
      Sums.add(sums, data[row + OFFSET] + shift, data, row, observations, pivot);
    }
  }

  /** Forgets the readings, but not how often something was said about the window. */
  void clear() {
    events = 0;
    lateEvents = 0;
    data = NOTHING;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(startMs);
    out.writeInt(revision);
    out.writeInt(lateEvents);
    out.writeInt(events);
    for (double value : data) {
      out.writeDouble(value);
    }
  }

  static Frame readFrom(DataInput in) throws IOException {
    Frame frame = new Frame(in.readLong());
    frame.revision = in.readInt();
    frame.lateEvents = in.readInt();
    frame.events = in.readInt();
    frame.data = new double[frame.events > RAW_ROWS ? Sums.LENGTH : frame.events * ROW];
    for (int i = 0; i < frame.data.length; i++) {
      frame.data[i] = in.readDouble();
    }
    return frame;
  }
}
