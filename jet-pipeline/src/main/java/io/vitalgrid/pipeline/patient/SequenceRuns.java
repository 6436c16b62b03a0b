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

  private long[] first = new long[1];
  private long[] last = new long[1];
  private long[] latestMs = new long[1];
  private int size;

  /**
   * Enters a number.
   *
   * @param horizonMs events dated before this are too late for every window
   * @return false if the number was seen before
   */
  boolean add(long seq, long timeMs, long horizonMs) {
    int next = size; // index of the first run that starts after seq
    while (next > 0 && first[next - 1] > seq) {
      next--;
    }
    int run = next - 1;
    if (run >= 0 && seq <= last[run]) {
      return false;
    }
    boolean extendsRun = run >= 0 && last[run] == seq - 1;
    boolean meetsNext = next < size && first[next] == seq + 1;
    if (extendsRun) {
      last[run] = seq;
      latestMs[run] = Math.max(latestMs[run], timeMs);
      if (meetsNext) {
        last[run] = last[next];
        latestMs[run] = Math.max(latestMs[run], latestMs[next]);
        remove(next);
      }
    } else if (meetsNext) {
      first[next] = seq;
      latestMs[next] = Math.max(latestMs[next], timeMs);
    } else {
      insert(next, seq, timeMs);
      forget(horizonMs);
    }
    return true;
  }

  long latestMs() {
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      latest = Math.max(latest, latestMs[i]);
    }
    return latest;
  }

  int size() {
    return size;
  }

  private void forget(long horizonMs) {
    for (int i = 0; i < size && size > MAX_RUNS; i++) {
      if (latestMs[i] < horizonMs) {
        remove(i--);
      }
    }
  }

  private void insert(int at, long seq, long timeMs) {
    if (size == first.length) {
      int capacity = size + Math.max(1, size / 2);
      first = Arrays.copyOf(first, capacity);
      last = Arrays.copyOf(last, capacity);
      latestMs = Arrays.copyOf(latestMs, capacity);
    }
    shift(at, at + 1, size - at);
    first[at] = seq;
    last[at] = seq;
    latestMs[at] = timeMs;
    size++;
  }

  private void remove(int at) {
    size--;
    shift(at + 1, at, size - at);
  }

  private void shift(int from, int to, int length) {
    System.arraycopy(first, from, first, to, length);
    System.arraycopy(last, from, last, to, length);
    System.arraycopy(latestMs, from, latestMs, to, length);
  }

  void writeTo(PackedOutput out) {
    out.writeVarint(size);
    for (int i = 0; i < size; i++) {
      out.writeVarint(first[i]);
      out.writeVarint(last[i] - first[i]);
      out.writeSigned(latestMs[i]);
    }
  }

  static SequenceRuns readFrom(PackedInput in) {
    SequenceRuns runs = new SequenceRuns();
    runs.size = in.readCount();
    runs.first = new long[runs.size];
    runs.last = new long[runs.size];
    runs.latestMs = new long[runs.size];
    for (int i = 0; i < runs.size; i++) {
      runs.first[i] = in.readVarint();
      runs.last[i] = runs.first[i] + in.readVarint();
      runs.latestMs[i] = in.readSigned();
    }
    return runs;
  }
}
