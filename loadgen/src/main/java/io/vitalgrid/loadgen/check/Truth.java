package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.device.Reading;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What must become of every event that was sent, and what every window must hold.
 *
 * <p>An event goes into each window that contains it and has {@code watermark < end + lateness};
 * one that no window takes is too late. Where the range of the watermark leaves it open, it is open
 * here too.
 */
final class Truth {
  /** What must become of an event. */
  enum Outcome {
    /** Reaches a pane. */
    TAKEN,
    TOO_LATE,
    /** One of the two. */
    OPEN,
    /** Anything but vitals, and what is rejected or a duplicate. */
    NO_VITALS
  }

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Ledger ledger;
  private final GridTerms terms;
  private final WatermarkRange watermark;
  private final byte[] outcomes;
  private final Map<WindowKey, WindowTruth> windows = new HashMap<>();
  private final long[] dischargedMs;
  private final long[] settledAtDischargeMs;
  private final int[] lastTaken;
  private final Reading reading = new Reading();
  private long firstEndMs = Long.MAX_VALUE; // of all windows

  /**
   * Goes through what was sent.
   *
   * @param devices tell what was read at any time
   */
  Truth(
      Ledger ledger, EventStream devices, int patients, GridTerms terms, WatermarkRange watermark) {
    this.ledger = ledger;
    this.terms = terms;
    this.watermark = watermark;
    outcomes = new byte[ledger.size()];
    dischargedMs = new long[patients];
    settledAtDischargeMs = new long[patients];
    lastTaken = new int[patients];
    Arrays.fill(dischargedMs, Long.MIN_VALUE);
    Arrays.fill(lastTaken, -1);
    for (int event = 0; event < ledger.size(); event++) {
      outcomes[event] = (byte) apply(event, devices).ordinal();
    }
  }

  private Outcome apply(int event, EventStream devices) {
    Kind kind = ledger.kind(event);
    int patient = ledger.patient(event);
    if (kind == Kind.DISCHARGE) {
      discharge(event, patient);
    }
    if (kind == Kind.ADMISSION) {
      lastTaken[patient] = -1; // the row names the admission's record
    }
    if (!kind.isVitals()) {
      return Outcome.NO_VITALS;
    }
    Outcome outcome = takeIn(event, patient, devices);
    if (outcome != Outcome.TOO_LATE) {
      lastTaken[patient] = outcome == Outcome.TAKEN ? event : -1;
    }
    return outcome;
  }

  private Outcome takeIn(int event, int patient, EventStream devices) {
    long timeMs = ledger.timeMs(event);
    long lowMs = watermark.lowMs(ledger.intendedMs(event));
    long highMs = watermark.highMs(ledger.intendedMs(event));
    long slideMs = terms.windowSlide().toMillis();
    long latenessMs = terms.latenessAllowed().toMillis();
    long firstEndMs = Math.floorDiv(timeMs, slideMs) * slideMs + slideMs;
    boolean surely = false;
    boolean maybe = false;
    for (long endMs = firstEndMs;
        endMs <= timeMs + terms.windowSize().toMillis();
        endMs += slideMs) {
      if (lowMs != WatermarkRange.UNKNOWN && lowMs >= endMs + latenessMs) {
        continue;
      }
      WindowTruth window = window(patient, endMs);
      if (highMs < endMs + latenessMs) {
        devices.read(patient, timeMs, reading);
        window.add(timeMs, reading);
        surely = true;
      } else {
        window.addMaybe();
        maybe = true;
      }
    }
    return surely ? Outcome.TAKEN : maybe ? Outcome.OPEN : Outcome.TOO_LATE;
  }

  private WindowTruth window(int patient, long endMs) {
    firstEndMs = Math.min(firstEndMs, endMs);
    WindowTruth window =
        windows.computeIfAbsent(new WindowKey(patient, endMs), key -> new WindowTruth());
    if (endMs - terms.windowSize().toMillis() <= dischargedMs[patient]
        && endMs > settledAtDischargeMs[patient]) {
      window.exclude();
    }
    return window;
  }

  /** What had not settled goes with the patient. */
  private void discharge(int event, int patient) {
    lastTaken[patient] = -1;
    dischargedMs[patient] = ledger.timeMs(event);
    settledAtDischargeMs[patient] = watermark.lowMs(ledger.intendedMs(event));
    long slideMs = terms.windowSlide().toMillis();
    long fromMs = Math.max(settledAtDischargeMs[patient], firstEndMs - slideMs);
    for (long endMs = Math.floorDiv(fromMs, slideMs) * slideMs + slideMs;
        endMs <= dischargedMs[patient] + terms.windowSize().toMillis();
        endMs += slideMs) {
      WindowTruth window = windows.get(new WindowKey(patient, endMs));
      if (window != null) {
        window.exclude();
      }
    }
  }

  Outcome outcome(int event) {
    return OUTCOMES[outcomes[event]];
  }

  /** How many events come to that. */
  long count(Outcome outcome) {
    long count = 0;
    for (byte each : outcomes) {
      count += each == outcome.ordinal() ? 1 : 0;
    }
    return count;
  }

  Map<WindowKey, WindowTruth> windows() {
    return windows;
  }

  /** Whether the window has settled for certain once everything was read. */
  boolean isSettled(WindowKey key) {
    return key.endMs() <= watermark.finalMs();
  }

  /** The event that a patient's row in {@code predictions} must name; -1 if that is not known. */
  int lastTaken(int patient) {
    return lastTaken[patient];
  }
}
