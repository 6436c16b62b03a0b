package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.device.Reading;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contract's semantics in their plainest form, written on its own: one watermark a partition,
 * the lowest counts; windows are lists of events. It reads the partitions out of step by up to some
 * lead, as a real system does.
 */
final class ReferenceGrid {
  record Taken(int patient, long seq, long timeMs) {}

  private final GridTerms terms;
  private final int partitions;
  private final long[] highest;
  private final boolean[] read;
  private final Set<String> seen = new HashSet<>();
  final Map<WindowKey, List<Taken>> windows = new HashMap<>();
  final Observed observed;
  final Map<Integer, Long> newest = new HashMap<>();
  int duplicates;

  ReferenceGrid(GridTerms terms, int partitions, Observed observed) {
    this.terms = terms;
    this.partitions = partitions;
    this.observed = observed;
    highest = new long[partitions];
    read = new boolean[partitions];
  }

  private long watermark() {
    long lowest = Long.MAX_VALUE;
    for (int p = 0; p < partitions; p++) {
      lowest = read[p] ? Math.min(lowest, highest[p]) : lowest;
    }
    return lowest == Long.MAX_VALUE
        ? Long.MIN_VALUE
        : Math.floorDiv(lowest - terms.watermarkLag().toMillis(), 1000) * 1000;
  }

  /** Reads one record. */
  void read(int partition, Event event) {
    Kind kind = event.kind();
    if (kind.isBad()) {
      observed.rejected(new Ledger.BadRecord(Ledger.fingerprint(event.value()), kind.reason()));
      return;
    }
    highest[partition] =
        read[partition] ? Math.max(highest[partition], event.timeMs()) : event.timeMs();
    read[partition] = true;
    if (kind.isVitals() || kind == Kind.DUPLICATE) {
      if (!seen.add(event.patient() + "/" + event.seq())) {
        duplicates++;
        return;
      }
      take(event);
    }
  }

  private void take(Event event) {
    long slideMs = terms.windowSlide().toMillis();
    long watermark = watermark();
    boolean taken = false;
    long first = Math.floorDiv(event.timeMs(), slideMs) * slideMs + slideMs;
    for (long end = first; end <= event.timeMs() + terms.windowSize().toMillis(); end += slideMs) {
      if (watermark < end + terms.latenessAllowed().toMillis()) {
        taken = true;
        windows
            .computeIfAbsent(new WindowKey(event.patient(), end), key -> new ArrayList<>())
            .add(new Taken(event.patient(), event.seq(), event.timeMs()));
      }
    }
    if (taken) {
      observed.early(event.patient(), event.seq(), 1);
      newest.put(event.patient(), event.seq());
    } else {
      observed.late(event.patient(), event.seq());
    }
  }

  /** Everything was read: windows that the watermark has reached settle. */
  void settle() {
    for (WindowKey key : windows.keySet()) {
      if (key.endMs() <= watermark()) {
        observed.settled(key.patient(), key.endMs());
      }
    }
  }

  /** What a window holds, one sensor's sum. */
  double sum(WindowKey key, EventStream devices, int sensor) {
    Reading reading = new Reading();
    double sum = 0;
    for (Taken taken : windows.get(key)) {
      devices.read(taken.patient(), taken.timeMs(), reading);
      sum += reading.has(sensor) ? reading.value(sensor) : 0;
    }
    return sum;
  }
}
