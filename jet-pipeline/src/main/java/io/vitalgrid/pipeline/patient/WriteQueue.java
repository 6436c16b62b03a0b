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
   * So many wait at most: a snapshot has to hold them, and its lane stands still while it does
   * (some 3 ms).
   */
  static final int MOST = 1024;

  /** From so many on the oldest are due at once. */
  static final int CROWD = MOST / 2;

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

  boolean isDue(long nowNanos) {
    return isDue(nowNanos, ageNanos());
  }

  /** Takes so many states that are due at most. */
  void takeDue(long nowNanos, int most, Consumer<PatientState> action) {
    long ageNanos = ageNanos();
    for (int i = 0; i < most && isDue(nowNanos, ageNanos); i++) {
      action.accept(poll());
    }
  }

  /** How old the oldest must be. */
  private long ageNanos() {
    int size = waiting.size();
    if (size >= CROWD) {
      return 0;
    }
    return size <= FEW ? FEW_AGE_NANOS : AGE_NANOS;
  }

  private boolean isDue(long nowNanos, long ageNanos) {
    PatientState oldest = waiting.peek();
    return oldest != null && nowNanos - oldest.dirtySinceNanos >= ageNanos;
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
