package io.vitalgrid.loadgen.measure;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers for each patient when the latest events were due. One thread writes, another takes;
 * neither waits. Once a patient's ring is full the oldest goes.
 */
final class SentTimes {
  /** No such event, or forgotten, or taken already. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final int MAX_ENTRIES = 1 << 21; // 32 MiB
  private static final int MAX_EACH = 1 << 16;
  private static final int MIN_EACH = 16;
  private static final long FREE = -1;

  private final int each; // a power of two
  private final int patients;
  private final AtomicLongArray seqs;
  private final AtomicLongArray dueNanos;
  private final LongAdder forgotten = new LongAdder();

  SentTimes(int patients) {
    this.patients = patients;
    int share = Integer.highestOneBit(Math.max(1, MAX_ENTRIES / patients));
    each = Math.max(MIN_EACH, Math.min(MAX_EACH, share));
    seqs = new AtomicLongArray(patients * each);
    dueNanos = new AtomicLongArray(patients * each);
    for (int i = 0; i < seqs.length(); i++) {
      seqs.setPlain(i, FREE);
    }
  }

  void put(int patient, long seq, long nanos) {
    int i = index(patient, seq);
    if (seqs.getAndSet(i, FREE) != FREE) {
      forgotten.increment();
    }
    dueNanos.set(i, nanos);
    seqs.set(i, seq);
  }

  /** Events that were not asked for before their place was needed. */
  long forgotten() {
    return forgotten.sum();
  }

  /** When the event was due, for the first who asks; else {@link #UNKNOWN}. */
  long take(int patient, long seq) {
    if (patient < 0 || patient >= patients || seq < 0) {
      return UNKNOWN;
    }
    int i = index(patient, seq);
    if (seqs.get(i) != seq) {
      return UNKNOWN;
    }
    long nanos = dueNanos.get(i);
    return seqs.compareAndSet(i, seq, FREE) ? nanos : UNKNOWN;
  }

  private int index(int patient, long seq) {
    return patient * each + (int) (seq & (each - 1));
  }
}
