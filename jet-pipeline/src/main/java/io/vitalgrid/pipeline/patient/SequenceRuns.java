package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * The numbers that were seen of one device, as runs without a gap: a device that loses nothing
 * costs one run, whatever its age.
 *
 * <p>Runs are forgotten only above {@link #MAX_RUNS}, and only those whose events are all so old
 * that their windows have expired: a number seen again after that is too late anyhow, so forgetting
 * neither doubles nor loses an event.
 */
final class SequenceRuns {
  /** Soft bound: 24 bytes each. Exceeded only while more gaps than this are within lateness. */
  static final int MAX_RUNS = 32;

  private static final int FIRST = 0;
  private static final int LAST = 1;
  private static final int LATEST_MS = 2;
  private static final int STRIDE = 3;

  /** Of each run its first and last number and its highest event time; by ascending number. */
  private long[] runs = new long[STRIDE];

  private int size;

  /**
   * Enters a number.
   *
   * @param horizonMs events dated before this are too late for every window
   * @return false if the number was seen before
   */
  boolean add(long seq, long timeMs, long horizonMs) {
    int next = size * STRIDE; // the first run that starts after seq
    while (next > 0 && runs[next - STRIDE + FIRST] > seq) {
      next -= STRIDE;
    }
    int run = next - STRIDE;
    if (run >= 0 && seq <= runs[run + LAST]) {
      return false;
    }
    boolean extendsRun = run >= 0 && runs[run + LAST] == seq - 1;
    boolean meetsNext = next < size * STRIDE && runs[next + FIRST] == seq + 1;
    if (extendsRun) {
      runs[run + LAST] = seq;
      heard(run, timeMs);
      if (meetsNext) {
        runs[run + LAST] = runs[next + LAST];
        heard(run, runs[next + LATEST_MS]);
        remove(next);
      }
    } else if (meetsNext) {
      runs[next + FIRST] = seq;
      heard(next, timeMs);
    } else {
      insert(next, seq, timeMs);
      forget(horizonMs);
    }
    return true;
  }

  private void heard(int run, long timeMs) {
    runs[run + LATEST_MS] = Math.max(runs[run + LATEST_MS], timeMs);
  }

  long latestMs() {
    long latest = Long.MIN_VALUE;
    for (int run = 0; run < size * STRIDE; run += STRIDE) {
      latest = Math.max(latest, runs[run + LATEST_MS]);
    }
    return latest;
  }

  int size() {
    return size;
  }

  private void forget(long horizonMs) {
    for (int run = 0; run < size * STRIDE && size > MAX_RUNS; ) {
      if (runs[run + LATEST_MS] < horizonMs) {
        remove(run);
      } else {
        run += STRIDE;
      }
    }
  }

  private void insert(int at, long seq, long timeMs) {
    int end = size * STRIDE;
    if (end == runs.length) {
      runs = Arrays.copyOf(runs, (size + Math.max(1, size / 2)) * STRIDE);
    }
    System.arraycopy(runs, at, runs, at + STRIDE, end - at);
    runs[at + FIRST] = seq;
    runs[at + LAST] = seq;
    runs[at + LATEST_MS] = timeMs;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(runs, at + STRIDE, runs, at, size * STRIDE - at);
  }

  void writeTo(PackedOutput out) {
    out.writeVarint(size);
    for (int run = 0; run < size * STRIDE; run += STRIDE) {
      out.writeVarint(runs[run + FIRST]);
      out.writeVarint(runs[run + LAST] - runs[run + FIRST]);
      out.writeSigned(runs[run + LATEST_MS]);
    }
  }

  static SequenceRuns readFrom(PackedInput in) {
    SequenceRuns read = new SequenceRuns();
    read.size = in.readCount();
    read.runs = new long[read.size * STRIDE];
    for (int run = 0; run < read.runs.length; run += STRIDE) {
      read.runs[run + FIRST] = in.readVarint();
      read.runs[run + LAST] = read.runs[run + FIRST] + in.readVarint();
      read.runs[run + LATEST_MS] = in.readSigned();
    }
    return read;
  }
}
