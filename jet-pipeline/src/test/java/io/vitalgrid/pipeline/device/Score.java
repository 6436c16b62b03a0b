package io.vitalgrid.pipeline.device;

import io.vitalgrid.loadgen.device.FaultPlan.Injected;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares what was found with what was injected. A finding is right if it was raised while a fault
 * of its kind was there, or within the grace after it; a fault is found if there is such a finding.
 */
final class Score {
  /** For statistics that look back: windows of clocks, numbers that are waited for. */
  static final long GRACE_MS = 20_000;

  static final Map<io.vitalgrid.loadgen.device.Fault, Fault> KINDS =
      new EnumMap<>(
          Map.of(
              io.vitalgrid.loadgen.device.Fault.STUCK, Fault.STUCK,
              io.vitalgrid.loadgen.device.Fault.MISSING_SENSOR, Fault.DROP_OUT,
              io.vitalgrid.loadgen.device.Fault.NOISE, Fault.NOISE_BURST,
              io.vitalgrid.loadgen.device.Fault.SPIKE, Fault.SPIKE,
              io.vitalgrid.loadgen.device.Fault.DRIFT, Fault.DRIFT,
              io.vitalgrid.loadgen.device.Fault.DROP_OUT, Fault.DROP_OUT,
              io.vitalgrid.loadgen.device.Fault.WRONG_CLOCK, Fault.WRONG_CLOCK,
              io.vitalgrid.loadgen.device.Fault.SEQUENCE_GAPS, Fault.SEQUENCE_GAPS,
              io.vitalgrid.loadgen.device.Fault.BAD_RECORDS, Fault.BAD_RECORDS));

  /** Of one kind of faults. */
  static final class Line {
    int injected;
    int found;
    int raised;
    int right;
    long delayMs;

    double precision() {
      return raised == 0 ? Double.NaN : (double) right / raised;
    }

    double recall() {
      return injected == 0 ? Double.NaN : (double) found / injected;
    }
  }

  final Map<Fault, Line> lines = new EnumMap<>(Fault.class);

  Line line(Fault fault) {
    return lines.computeIfAbsent(fault, none -> new Line());
  }

  /**
   * Adds one device: the faults that are whole between the two times, and what was raised there.
   */
  void add(List<Injected> all, List<DeviceChange> changes, long fromMs, long toMs) {
    List<Injected> injected = merged(all);
    List<DeviceChange> raised =
        changes.stream().filter(c -> !c.isCleared() && isIn(c.raisedAtMs(), fromMs, toMs)).toList();
    for (Injected fault : injected) {
      Fault kind = KINDS.get(fault.fault());
      if (kind != null && fault.fromMs() >= fromMs && fault.toMs() + GRACE_MS < toMs) {
        Line line = line(kind);
        line.injected++;
        DeviceChange first =
            raised.stream().filter(change -> matches(change, kind, fault)).findFirst().orElse(null);
        if (first != null) {
          line.found++;
          line.delayMs += first.raisedAtMs() - fault.fromMs();
        }
      }
    }
    for (DeviceChange change : raised) {
      Line line = line(change.fault());
      line.raised++;
      boolean right =
          injected.stream().anyMatch(fault -> matches(change, KINDS.get(fault.fault()), fault));
      line.right += right ? 1 : 0;
    }
  }

  private static boolean isIn(long timeMs, long fromMs, long toMs) {
    return timeMs >= fromMs && timeMs < toMs;
  }

  /** Two faults that look alike, one after the other, are one. */
  private static List<Injected> merged(List<Injected> faults) {
    List<Injected> merged = new ArrayList<>();
    for (Injected fault : faults) {
      Injected last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null
          && last.toMs() == fault.fromMs()
          && KINDS.get(last.fault()) == KINDS.get(fault.fault())) {
        merged.set(merged.size() - 1, new Injected(last.fault(), last.fromMs(), fault.toMs()));
      } else {
        merged.add(fault);
      }
    }
    return merged;
  }

  private static boolean matches(DeviceChange change, Fault kind, Injected fault) {
    return change.fault() == kind
        && change.raisedAtMs() >= fault.fromMs()
        && change.raisedAtMs() < fault.toMs() + GRACE_MS;
  }

  /** As a table. */
  String table() {
    return "fault          injected  found  raised  right  precision  recall  delay\n"
        + lines.entrySet().stream()
            .map(
                entry -> {
                  Line line = entry.getValue();
                  return String.format(
                      Locale.ROOT,
                      "%-14s %8d %6d %7d %6d %10.3f %7.3f %4.1f s",
                      entry.getKey(),
                      line.injected,
                      line.found,
                      line.raised,
                      line.right,
                      line.precision(),
                      line.recall(),
                      line.delayMs / 1000.0 / Math.max(1, line.found));
                })
            .collect(Collectors.joining("\n"));
  }
}
