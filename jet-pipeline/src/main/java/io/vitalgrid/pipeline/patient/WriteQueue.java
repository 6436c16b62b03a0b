package io.vitalgrid.pipeline.patient;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Changed states that wait to be written, the oldest change first. Where many change, waiting saves
 * writes, for a patient who changes again meanwhile is written once. Each is due by its own age, so
 * that writes come evenly and not all at once. Plain Java.
 */
final class WriteQueue {
  /**
   * So many wait, or are in flight, at most: a snapshot has to hold them, and its lane stands still
   * while it does (some 5 ms).
   */
  static final int MOST = 1792;

  /**
   * From so many on all are due at once, together: what a write costs is for the most part what it
   * costs in each partition that it touches, and a lane has more than a hundred.
   */
  static final int CROWD = 768;

  /** So many are written together where there is no crowd. */
  static final int BATCH = 64;

  /** Up to so many are few. */
  static final int FEW = 64;

  /** Where few wait, a change is due soon: then a snapshot has few to hold. */
  static final long FEW_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** The same where many wait. */
  static final long AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ArrayDeque<PatientState> waiting = new ArrayDeque<>();

  /** Enters a state to be written as it is when its turn comes; nothing, if it waits already. */
  void enter(PatientState state, long nowNanos) {
    if (!state.dirty) {
      state.dirty = true;
      state.dirtySinceNanos = nowNanos;
      waiting.add(state);
    }
  }

  int size() {
    return waiting.size();
  }

  /** How many of the oldest are to be written now, together. */
  int due(long nowNanos) {
    if (waiting.size() >= CROWD) {
      return Math.min(waiting.size(), MOST);
    }
    long ageNanos = waiting.size() <= FEW ? FEW_AGE_NANOS : AGE_NANOS;
    int due = 0;
    for (PatientState state : waiting) {
      if (due == BATCH || nowNanos - state.dirtySinceNanos < ageNanos) {
        break;
      }
      due++;
    }
    return due;
  }

  /** Takes the oldest, due or not; null if none waits. */
  PatientState poll() {
    PatientState state = waiting.poll();
    if (state != null) {
      state.dirty = false;
    }
    return state;
  }

  void forEach(Consumer<PatientState> action) {
    waiting.forEach(action);
  }
}
