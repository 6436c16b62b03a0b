package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * The windows of one patient: frames in ascending order, only where there is something to keep, so
 * that silence and leaps in time cost nothing. Changed only by {@link SlidingWindows}, on the
 * thread of the patient's lane.
 */
public final class PatientWindows {
  /** No event yet, nothing settled yet. */
  public static final long NONE = Long.MIN_VALUE;

  /** Nothing is due. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final Frame[] NO_FRAMES = {};

  private Frame[] frames = NO_FRAMES;
  private int size;
  final double[] pivot = new double[Vital.COUNT];
  long highestMs = NONE;
  long settledMs = NONE;
  long dueMs = NEVER;

  /**
   * The newest window, merged: what its frames say together, kept while there are so many readings
   * that merging them at each would cost more. Null if not kept; never written.
   */
  WindowStats newest;

  public PatientWindows() {
    Arrays.fill(pivot, Double.NaN);
  }

  /** Highest event time accepted, or {@link #NONE}. */
  public long highestMs() {
    return highestMs;
  }

  /** The watermark at which the next window settles, or {@link #NEVER}. */
  public long dueMs() {
    return dueMs;
  }

  /** The highest watermark seen by this patient: what it settled stays settled. */
  public long settledMs() {
    return settledMs;
  }

  int size() {
    return size;
  }

  Frame frame(int index) {
    return frames[index];
  }

  /** The frame that starts there; it must exist. */
  Frame existingFrame(long startMs) {
    return frames[indexFrom(startMs)];
  }

  /** Index of the first frame that starts at or after the given time. */
  int indexFrom(long startMs) {
    int i = size;
    while (i > 0 && frames[i - 1].startMs >= startMs) {
      i--;
    }
    return i;
  }

  /** The frame that starts there; made if it is not there yet. */
  Frame frameAt(long startMs) {
    if (size > 0 && frames[size - 1].startMs == startMs) {
      return frames[size - 1];
    }
    int i = indexFrom(startMs);
    if (i < size && frames[i].startMs == startMs) {
      return frames[i];
    }
    if (size == frames.length) {
      frames = Arrays.copyOf(frames, size + Math.max(1, size / 4));
    }
    System.arraycopy(frames, i, frames, i + 1, size - i);
    size++;
    Frame made = new Frame(startMs);
    frames[i] = made;
    return made;
  }

  /** Sets the pivot of each vital that is read for the first time. */
  void initPivot(double[] values) {
    for (int v = 0; v < Vital.COUNT; v++) {
      if (Double.isNaN(pivot[v])) {
        pivot[v] = values[v];
      }
    }
  }

  /** End of the first window after the given end that holds an event. */
  long nextPopulatedEnd(long endMs, WindowPolicy policy) {
    long end = endMs + policy.slideMs();
    for (int i = indexFrom(policy.start(end)); i < size; i++) {
      if (frames[i].events() > 0) {
        return Math.max(end, frames[i].startMs + policy.slideMs());
      }
    }
    return NEVER;
  }

  /**
   * Drops the frames that nothing can need any more. A frame without readings has the revision of
   * the window that ends with it, which an event in that frame can still make the newest: it stays
   * as long as such an event would be accepted.
   */
  void dropExpired(WindowPolicy policy) {
    if (size == 0 || settledMs < policy.frameExpiry(frames[0].startMs)) {
      return;
    }
    long newestEnd = newestEnd(policy);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Frame frame = frames[i];
      long windowEnd = frame.startMs + policy.slideMs();
      boolean inNewest = windowEnd <= newestEnd && frame.startMs >= policy.start(newestEnd);
      if (inNewest || settledMs < policy.frameExpiry(frame.startMs)) {
        frames[kept++] = frame;
      }
    }
    Arrays.fill(frames, kept, size, null);
    size = kept;
  }

  /**
   * End of the newest window; without an event, of the last one that has a frame. The window that
   * an admission shows then ends in that one: it begins a stay after all events of the one before.
   */
  private long newestEnd(WindowPolicy policy) {
    return highestMs == NONE
        ? frames[size - 1].startMs + policy.slideMs()
        : policy.newestEnd(highestMs);
  }

  /**
   * Forgets all readings; revisions go on, so that a new stay in the same window does not rewind.
   */
  public void clearReadings() {
    for (int i = 0; i < size; i++) {
      frames[i].clear();
    }
    highestMs = NONE;
    dueMs = NEVER;
    newest = null;
  }

  /** Reads the content of one of these windows, see {@link WindowStats#writeTo}. */
  public WindowStats readStats(PackedInput in) {
    WindowStats stats = new WindowStats();
    stats.readFrom(in, pivot);
    return stats;
  }

  /** Packs all but what can be derived; read back by {@link #readFrom}. */
  public void writeTo(PackedOutput out) {
    out.writeLong(highestMs);
    out.writeLong(settledMs);
    out.writeLong(dueMs);
    for (double value : pivot) {
      Decimals.write(out, value, 0);
    }
    out.writeVarint(size);
    long beforeMs = 0;
    for (int i = 0; i < size; i++) {
      frames[i].writeTo(out, beforeMs, pivot);
      beforeMs = frames[i].startMs;
    }
  }

  /**
   * The windows that {@link #writeTo} wrote.
   *
   * @throws IndexOutOfBoundsException if the bytes end too early
   */
  public static PatientWindows readFrom(PackedInput in) {
    PatientWindows windows = new PatientWindows();
    windows.highestMs = in.readLong();
    windows.settledMs = in.readLong();
    windows.dueMs = in.readLong();
    for (int v = 0; v < Vital.COUNT; v++) {
      windows.pivot[v] = Decimals.read(in, 0);
    }
    windows.size = in.readCount();
    windows.frames = new Frame[windows.size];
    long beforeMs = 0;
    for (int i = 0; i < windows.size; i++) {
      windows.frames[i] = Frame.readFrom(in, beforeMs);
      beforeMs = windows.frames[i].startMs;
    }
    return windows;
  }
}
