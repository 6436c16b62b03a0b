package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.window.PatientWindows;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The patients of one lane, found by id, by the watermark at which they have a window to settle,
 * and by how long they have been silent.
 */
final class PatientStore {
  /** By id, in the order in which they were touched: the patient silent for longest first. */
  private final LinkedHashMap<String, PatientState> byId = new LinkedHashMap<>();

  /**
   * Patients by the due time they were entered with. An entry whose patient has another due time by
   * now is void: cheaper than finding and removing it.
   */
  private final TreeMap<Long, ArrayDeque<PatientState>> byDue = new TreeMap<>();

  private final long ttlMs;

  PatientStore(long ttlMs) {
    this.ttlMs = ttlMs;
  }

  PatientState get(PatientKey key) {
    return byId.get(key.id());
  }

  /** Enters a patient, or notes that the patient gave a sign of life. */
  void touch(PatientState patient) {
    PatientState before = byId.remove(patient.key.id());
    if (before != null) {
      before.stored = false;
    }
    byId.put(patient.key.id(), patient);
    patient.stored = true;
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

  /** Forgets patients silent for the time to live, so many at most. */
  int expire(long nowMs, int maxPatients) {
    int expired = 0;
    Iterator<PatientState> oldestFirst = byId.values().iterator();
    while (expired < maxPatients && oldestFirst.hasNext()) {
      PatientState patient = oldestFirst.next();
      if (patient.updatedAtMs > nowMs - ttlMs) {
        break;
      }
      oldestFirst.remove();
      patient.stored = false;
      expired++;
    }
    return expired;
  }

  Collection<PatientState> all() {
    return byId.values();
  }

  int size() {
    return byId.size();
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
