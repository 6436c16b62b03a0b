package io.vitalgrid.pipeline.window;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/**
 * One slide's length of a patient's readings, shared by every window that covers it; beside it, the
 * counters of the one window that ends where the frame ends.
 *
 * <p>A frame is kept packed: a few readings as they are (some 20 bytes each), more of them as
 * {@link Sums} (some 170 bytes). Only that of the patient's newest window is open for quick
 * additions once it holds sums.
 */
final class Frame {
  /** Up to this many readings are stored as they are; from the next on, as sums. */
  static final int MAX_READINGS = 4;

  private static final byte[] NOTHING = {};

  final long startMs;

  /** Panes fired so far for the window that ends with this frame. */
  int revision;

  /** Whether the last of them was an EARLY one. */
  boolean early;

  /** Events added to that window after it was settled. */
  int lateEvents;

  private int events;

  /** Readings up to {@link #MAX_READINGS}, then sums; not valid while the frame is open. */
  private byte[] packed = NOTHING;

  /** The sums of an open frame, else null. */
  private double[] open;

  Frame(long startMs) {
    this.startMs = startMs;
  }

  int events() {
    return events;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Adds a reading; {@link #close} the frame if it is not to stay open. */
  void add(long timeMs, double[] values, int observations, double[] pivot, Scratch scratch) {
    if (events < MAX_READINGS) {
      PackedOutput out = scratch.out;
      out.clear();
      Readings.write(out, timeMs - startMs, values, observations, pivot);
      packed = out.appendedTo(packed);
    } else {
      if (open == null) {
        open = unpacked(pivot, scratch);
        packed = NOTHING;
      }
      Sums.add(open, timeMs - startMs, values, observations, pivot);
    }
    events++;
  }

  private double[] unpacked(double[] pivot, Scratch scratch) {
    double[] sums = Sums.create();
    if (events <= MAX_READINGS) {
      Readings.addTo(sums, packed, 0, pivot, scratch);
    } else {
      scratch.in.reset(packed);
      Sums.read(scratch.in, sums, pivot);
    }
    return sums;
  }

  /** Packs the frame. */
  void close(double[] pivot, Scratch scratch) {
    if (open != null) {
      scratch.out.clear();
      Sums.write(scratch.out, open, pivot);
      packed = scratch.out.toBytes();
      open = null;
    }
  }

  /** Adds this frame to the sums of a window that starts at the given time. */
  void addTo(double[] sums, long windowStartMs, double[] pivot, Scratch scratch) {
    double shift = startMs - windowStartMs;
    if (open != null) {
      Sums.merge(sums, open, shift);
    } else if (events > MAX_READINGS) {
      scratch.in.reset(packed);
      Sums.read(scratch.in, scratch.sums, pivot);
      Sums.merge(sums, scratch.sums, shift);
    } else if (events > 0) {
      Readings.addTo(sums, packed, shift, pivot, scratch);
    }
  }

  /** Forgets the readings, but not how often something was said about the window. */
  void clear() {
    events = 0;
    lateEvents = 0;
    packed = NOTHING;
    open = null;
  }

  /**
   * @param originMs what the frame's start is written relative to
   */
  void writeTo(PackedOutput out, long originMs, double[] pivot) {
    out.writeSigned(startMs - originMs);
    out.writeVarint(2L * revision + (early ? 1 : 0));
    out.writeVarint(lateEvents);
    out.writeVarint(events);
    if (open == null) {
      out.writeBytes(packed);
    } else {
      int start = out.beginBlock();
      Sums.write(out, open, pivot);
      out.endBlock(start);
    }
  }

  static Frame readFrom(PackedInput in, long originMs) {
    Frame frame = new Frame(originMs + in.readSigned());
    long panes = in.readVarint();
    frame.revision = (int) (panes / 2);
    frame.early = panes % 2 == 1;
    frame.lateEvents = in.readCount();
    frame.events = in.readCount();
    frame.packed = in.readBytes();
    return frame;
  }
}
