package io.vitalgrid.chaos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a run. */
final class Report {
  private Report() {}

  static List<String> table(List<Cycle> cycles) {
    List<String> lines = new ArrayList<>();
    lines.add("Longest wait of an event for its prediction, by fault, seconds:");
    lines.add("fault             cycles    p50    p99    max   longest silence");
    for (FaultKind kind : FaultKind.values()) {
      List<Cycle> some = cycles.stream().filter(cycle -> cycle.kind() == kind).toList();
      if (!some.isEmpty()) {
        lines.add(row(kind.label(), some));
      }
    }
    if (!cycles.isEmpty()) {
      lines.add(row("all", cycles));
    }
    return lines;
  }

  private static String row(String label, List<Cycle> cycles) {
    long[] waits = cycles.stream().mapToLong(Cycle::longestWaitMs).sorted().toArray();
    long silence = cycles.stream().mapToLong(Cycle::longestSilenceMs).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%-16s %7d %6.1f %6.1f %6.1f %17.1f",
        label,
        waits.length,
        at(waits, 0.50) / 1000.0,
        at(waits, 0.99) / 1000.0,
        waits[waits.length - 1] / 1000.0,
        silence / 1000.0);
  }

  /** Nearest rank. */
  private static long at(long[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
