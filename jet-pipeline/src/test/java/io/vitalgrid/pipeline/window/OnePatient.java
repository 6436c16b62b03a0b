package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One patient's windows, and the panes they fired, as text. */
final class OnePatient {
  static final long NO_WATERMARK = Long.MIN_VALUE;

  final PatientWindows windows;
  private final SlidingWindows operator;
  private final List<String> panes = new ArrayList<>();
  private Figures figures;

  OnePatient(WindowPolicy policy) {
    this(policy, new PatientWindows());
  }

  OnePatient(WindowPolicy policy, PatientWindows windows) {
    this.windows = windows;
    operator = new SlidingWindows(policy, this::onPane);
  }

  private void onPane(
      Timing timing, long endMs, int revision, int late, boolean newest, WindowStats stats) {
    figures = Figures.of(stats);
    panes.add(new PaneRecord(timing, endMs, revision, late, newest, figures).toString());
  }

  /** Adds a heart rate. */
  Arrival add(long timeMs, double heartRate, long watermarkMs) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Vital.HEART_RATE.index()] = heartRate;
    return add(timeMs, values, Observations.NONE, watermarkMs);
  }

  Arrival add(long timeMs, double[] values, int observations, long watermarkMs) {
    return operator.add(windows, timeMs, values, observations, watermarkMs);
  }

  void settle(long watermarkMs) {
    operator.settle(windows, watermarkMs);
  }

  void refresh(long timeMs) {
    operator.refresh(windows, timeMs);
  }

  SlidingWindows operator() {
    return operator;
  }

  /** The panes since the last call. */
  List<String> panes() {
    List<String> fired = List.copyOf(panes);
    panes.clear();
    return fired;
  }

  /** Of the last pane. */
  Figures figures() {
    return figures;
  }
}
