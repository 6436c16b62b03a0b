package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.WINDOW;

import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.patient.Recomputation;
import io.vitalgrid.pipeline.window.Figures;
import io.vitalgrid.pipeline.window.PaneRecord;
import java.util.Map;

/** Table {@code windows} against the recomputation; revisions are left to {@link RevisionCheck}. */
final class WindowCheck {
  private WindowCheck() {}

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    Map<Recomputation.Window, PaneRecord> windows = expected.windows();
    windows.forEach(
        (window, pane) -> {
          WindowRow row = facts.windows().get(new WindowKey(window.patientId(), window.endMs()));
          String difference =
              row == null
                  ? "missing"
                  : figures(row, pane.figures().observations()).difference(pane.figures());
          if (difference != null) {
            verdict.broken(WINDOW, name(window.patientId(), window.endMs()) + ": " + difference);
          }
        });
    for (WindowKey key : facts.windows().keySet()) {
      if (!windows.containsKey(new Recomputation.Window(key.patientId(), key.windowEndMs()))) {
        verdict.broken(WINDOW, name(key.patientId(), key.windowEndMs()) + " should not be there");
      }
    }
  }

  static String name(String patientId, long endMs) {
    return "patient " + patientId + ", window to " + endMs;
  }

  /** The row does not have the observations. */
  private static Figures figures(WindowRow row, int observations) {
    return new Figures(
        row.windowStartMs(),
        row.eventCount(),
        row.count(),
        row.mean(),
        row.min(),
        row.max(),
        row.stddev(),
        row.last(),
        row.lastAt(),
        row.slopePerMinute(),
        observations);
  }
}
