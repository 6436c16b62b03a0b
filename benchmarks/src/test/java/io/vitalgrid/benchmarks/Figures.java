package io.vitalgrid.benchmarks;

import io.vitalgrid.benchmarks.RandomStream.Event;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * All that a window says about its readings: the number of events, eight figures for each vital,
 * the last observations. With random values, equal figures mean the same readings.
 */
record Figures(List<Double> all) {
  private static final double TOLERANCE = 1e-9; // relative; the values themselves add up exactly
  private static final double MS_PER_MINUTE = 60_000;

  /** What VitalGrid says. */
  static Figures of(WindowStats stats) {
    DoubleStream.Builder all = DoubleStream.builder();
    all.add((double) stats.events()).add(stats.observations());
    for (Vital vital : Vital.values()) {
      all.add((double) stats.count(vital))
          .add(stats.mean(vital))
          .add(stats.min(vital))
          .add(stats.max(vital))
          .add(stats.standardDeviation(vital))
          .add(stats.last(vital))
          .add((double) stats.lastAtMs(vital))
          .add(stats.slopePerMinute(vital));
    }
    return new Figures(all.build().boxed().toList());
  }

  /** What the definitions say of these events, given in order of arrival. */
  static Figures of(List<Event> events) {
    DoubleStream.Builder all = DoubleStream.builder();
    all.add(events.size()).add(observations(events));
    for (int v = 0; v < Vital.COUNT; v++) {
      add(all, events, v);
    }
    return new Figures(all.build().boxed().toList());
  }

  private static void add(DoubleStream.Builder all, List<Event> events, int vital) {
    List<Event> read = events.stream().filter(e -> !Double.isNaN(e.values()[vital])).toList();
    int n = read.size();
    if (n == 0) {
      all.add(0);
      for (int i = 0; i < 5; i++) {
        all.add(Double.NaN);
      }
      all.add((double) Long.MIN_VALUE).add(Double.NaN);
      return;
    }
    double[] values = read.stream().mapToDouble(e -> e.values()[vital]).toArray();
    long originMs = read.get(0).timeMs();
    double[] times = read.stream().mapToDouble(e -> e.timeMs() - originMs).toArray();
    double mean = DoubleStream.of(values).average().orElseThrow();
    double meanTime = DoubleStream.of(times).average().orElseThrow();
    double squares = 0;
    double spread = 0;
    double product = 0;
    Event last = read.get(0);
    for (int i = 0; i < n; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
      spread += (times[i] - meanTime) * (times[i] - meanTime);
      product += (times[i] - meanTime) * (values[i] - mean);
      last = read.get(i).timeMs() >= last.timeMs() ? read.get(i) : last;
    }
    boolean oneTime = DoubleStream.of(times).distinct().count() == 1;
    all.add(n)
        .add(mean)
        .add(DoubleStream.of(values).min().orElseThrow())
        .add(DoubleStream.of(values).max().orElseThrow())
        .add(Math.sqrt(squares / n))
        .add(last.values()[vital])
        .add((double) last.timeMs())
        .add(oneTime ? Double.NaN : product / spread * MS_PER_MINUTE);
  }

  private static int observations(List<Event> events) {
    int oxygen = 0;
    int consciousness = 0;
    long oxygenAtMs = Long.MIN_VALUE;
    long consciousnessAtMs = Long.MIN_VALUE;
    for (Event event : events) {
      int code = Observations.oxygenCode(event.observations());
      if (code != 0 && event.timeMs() >= oxygenAtMs) {
        oxygen = code;
        oxygenAtMs = event.timeMs();
      }
      code = Observations.consciousnessCode(event.observations());
      if (code != 0 && event.timeMs() >= consciousnessAtMs) {
        consciousness = code;
        consciousnessAtMs = event.timeMs();
      }
    }
    return Observations.pack(oxygen, consciousness);
  }

  boolean matches(Figures other) {
    for (int i = 0; i < all.size(); i++) {
      double a = all.get(i);
      double b = other.all.get(i);
      double bound = TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
      if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= bound)) {
        return false;
      }
    }
    return true;
  }
}
