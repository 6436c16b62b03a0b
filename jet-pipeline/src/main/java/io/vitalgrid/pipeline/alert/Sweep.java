package io.vitalgrid.pipeline.alert;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Goes through a lane's patients every 30 s, some at a time: finds those who are silent for the
 * time to live, and from time to time keeps alive what is open of the others, heard since or not.
 * Plain Java; used by one thread.
 */
final class Sweep {
  static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Together well under a millisecond. */
  static final int AT_ONCE = 256;

  private final Map<String, PatientAlerts> patients;
  private final long stateTtlMs;
  private final long keepMs;
  private final Consumer<PatientAlerts> silent;
  private final Consumer<PatientAlerts> keep;
  private Iterator<PatientAlerts> left = Collections.emptyIterator();

  private long beginAtNanos;

  /** When the sweep in hand, or the last one, began. */
  private long begunAtMs;

  private long keptAtMs;

  /** Whether the sweep in hand keeps alive what is open. */
  private boolean keeping;

  /**
   * @param stateTtlMs after so long without a word a patient is silent
   * @param keepMs what is open is kept alive so often
   * @param nowNanos by {@link System#nanoTime}
   * @param silent ends what is open, or takes the patient out
   */
  Sweep(
      Map<String, PatientAlerts> patients,
      long stateTtlMs,
      long keepMs,
      long nowNanos,
      long nowMs,
      Consumer<PatientAlerts> silent,
      Consumer<PatientAlerts> keep) {
    this.patients = patients;
    this.stateTtlMs = stateTtlMs;
    this.keepMs = keepMs;
    this.silent = silent;
    this.keep = keep;
    beginAtNanos = nowNanos + EVERY_NANOS;
    keptAtMs = nowMs;
  }

  void step(long nowNanos, long nowMs) {
    if (!left.hasNext() && nowNanos - beginAtNanos >= 0) {
      beginAtNanos = nowNanos + EVERY_NANOS;
      begin(nowMs);
    }
    for (int i = 0; i < AT_ONCE && left.hasNext(); i++) {
      PatientAlerts patient = left.next();
      if (patients.get(patient.id) == patient) { // else forgotten since
        look(patient);
      }
    }
    if (!left.hasNext()) {
      left = Collections.emptyIterator(); // the other holds on to all of them
    }
  }

  private void begin(long nowMs) {
    begunAtMs = nowMs;
    keeping = nowMs - keptAtMs >= keepMs;
    if (keeping) {
      keptAtMs = nowMs;
    }
    left = List.copyOf(patients.values()).iterator();
  }

  private void look(PatientAlerts patient) {
    if (patient.touchedMs <= begunAtMs - stateTtlMs) {
      silent.accept(patient);
    } else if (keeping && patient.hasOpen()) {
      keep.accept(patient);
    }
  }
}
