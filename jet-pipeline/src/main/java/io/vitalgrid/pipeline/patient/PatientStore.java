package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.window.PatientWindows;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The patients of one lane, found by id, by the watermark at which they have a window to settle,
 * and by how long they have been silent.
 */
final class PatientStore {
  private static final long MOVE_EVERY_MS = 300_000;

  /** So many are looked at for each that may be forgotten: many may fall silent at once. */
  private static final int LOOKS = 16;

  private final Map<PatientKey, PatientState> byKey = new HashMap<>();

  // All of them once more, linked in the order in which they were moved to the end.
  private PatientState first;
  private PatientState last;

  /**
   * Patients by the due time they were entered with. An entry whose patient has another due time by
   * now is void: cheaper than finding and removing it.
   */
  private final TreeMap<Long, ArrayDeque<PatientState>> byDue = new TreeMap<>();

  private final long ttlMs;

  /**
   * A patient moves to the end of the list only so long after the last time. To write six links at
   * every event would cost more, in the collector too, than it does to look at those who have been
   * heard since they moved.
   */
  private final long moveEveryMs;

  PatientStore(long ttlMs) {
    this.ttlMs = ttlMs;
    moveEveryMs = Math.min(MOVE_EVERY_MS, ttlMs / 4);
  }

  PatientState get(PatientKey key) {
    return byKey.get(key);
  }

  /** Enters a patient, or notes that the patient gave a sign of life at {@code updatedAtMs}. */
  void touch(PatientState patient) {
    if (patient.stored) {
      long sinceMs = patient.updatedAtMs - patient.movedAtMs;
      if (sinceMs >= 0 && sinceMs < moveEveryMs) { // below 0: the clock was put back
        return;
      }
      unlink(patient);
    } else {
      PatientState before = byKey.put(patient.key, patient);
      if (before != null) {
        unlink(before);
        before.stored = false;
      }
      patient.stored = true;
    }
    append(patient);
  }

  private void append(PatientState patient) {
    patient.movedAtMs = patient.updatedAtMs;
    patient.earlier = last;
    if (last == null) {
      first = patient;
    } else {
      last.later = patient;
    }
    last = patient;
  }

  private void unlink(PatientState patient) {
    if (patient.earlier == null) {
      first = patient.later;
    } else {
      patient.earlier.later = patient.later;
    }
    if (patient.later == null) {
      last = patient.earlier;
    } else {
      patient.later.earlier = patient.earlier;
    }
    patient.earlier = null;
    patient.later = null;
  }

  /** Enters the patient's next due time, if it is not entered yet. */
  void announceDue(PatientState patient) {
    long dueMs = patient.windows.dueMs();
    if (dueMs != patient.announcedDueMs) {
      patient.announcedDueMs = dueMs;
      if (dueMs != PatientWindows.NEVER) {
        byDue.computeIfAbsent(dueMs, any -> new ArrayDeque<>()).add(patient);
      }
    }
  }

  /** How many patients may be due: some may have been settled since. */
  int due(long watermarkMs) {
    int due = 0;
    for (ArrayDeque<PatientState> patients : byDue.headMap(watermarkMs, true).values()) {
      due += patients.size();
    }
    return due;
  }

  /**
   * Takes the next patient who is due.
   *
   * @return a patient with a window that the watermark has reached, or null
   */
  PatientState pollDue(long watermarkMs) {
    while (!byDue.isEmpty() && byDue.firstKey() <= watermarkMs) {
      Map.Entry<Long, ArrayDeque<PatientState>> first = byDue.firstEntry();
      PatientState patient = first.getValue().poll();
      if (patient == null) {
        byDue.remove(first.getKey());
      } else if (patient.announcedDueMs == first.getKey() && patient.stored) {
        patient.announcedDueMs = PatientWindows.NEVER;
        return patient;
      }
    }
    return null;
  }

  /**
   * Forgets patients silent for the time to live, so many at most. Where there are many to look at,
   * some wait for a later call: up to as long as patients wait before they move.
   */
  int expire(long nowMs, int maxPatients) {
    int expired = 0;
    long lastMs = nowMs - ttlMs;
    PatientState next = first;
    for (int looks = LOOKS * maxPatients;
        looks > 0
            && expired < maxPatients
            && next != null
            && (next.movedAtMs <= lastMs || next.movedAtMs > nowMs); // the clock was put back
        looks--) {
      PatientState patient = next;
      next = patient.later;
      if (patient.updatedAtMs <= lastMs) { // else heard since, and not moved yet
        byKey.remove(patient.key);
        unlink(patient);
        patient.stored = false;
        expired++;
      }
    }
    return expired;
  }

  Collection<PatientState> all() {
    return byKey.values();
  }

  int size() {
    return byKey.size();
  }

  /** For loading: in order of silence, as {@link #expire} expects. */
  void addAll(Collection<PatientState> states) {
    states.stream()
        .sorted(Comparator.comparingLong(state -> state.updatedAtMs))
        .forEach(
            state -> {
              touch(state);
              announceDue(state);
            });
  }
}
