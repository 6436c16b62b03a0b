package io.vitalgrid.loadgen.html;

import io.vitalgrid.loadgen.run.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The charts of one run over time. */
final class RunCharts {
  private final RunFile run;
  private final List<RunFile> seconds;
  private final double[] x;

  RunCharts(RunFile run) {
    this.run = run;
    seconds = run.objects("seconds");
    x = column(second -> second.number("t_ms") / 1e3);
  }

  private double[] column(ToDoubleFunction<RunFile> value) {
    return seconds.stream().mapToDouble(value).toArray();
  }

  private double[] column(String name) {
    return column(second -> second.number(name));
  }

  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    charts.add(latency("topic", "Latency to topic predictions"));
    charts.add(latency("sql", "Latency to visibility in SQL"));
    charts.add(rate());
    charts.add(backlog());
    charts.add(sendLag());
    charts.removeIf(Chart::isEmpty);
    charts.forEach(this::bands);
    return charts;
  }

  private void bands(Chart chart) {
    List<RunFile> phases = run.objects("phases");
    double end = x.length == 0 ? 0 : x[x.length - 1];
    for (int i = 0; i < phases.size() && phases.size() > 1; i++) {
      double from = phases.get(i).number("from_ms") / 1e3;
      if (from < end) {
        chart.band(
            from,
            Math.min(end, phases.get(i).number("to_ms") / 1e3),
            i % 2 == 0 ? "phase even" : "phase odd",
            phases.get(i).text("kind"));
      }
    }
    double warmup = run.number("warmup_ms") / 1e3;
    chart.band(0, Math.min(end, warmup), "warmup", phases.size() > 1 ? "" : "warm-up");
  }

  private Chart latency(String where, String title) {
    return new Chart(
            title,
            "From the intended send time, of what arrived in each second. Logarithmic.",
            "ms",
            true)
        .line("p50", "c0", x, column(where + "_p50_ms"))
        .line("p99", "c1", x, column(where + "_p99_ms"))
        .line("p99.9", "c2", x, column(where + "_p99_9_ms"))
        .line("max", "c3", x, column(where + "_max_ms"));
  }

  private Chart rate() {
    return new Chart(
            "Rate",
            "What the schedule asked for, what was sent, acknowledged by Kafka, and scored.",
            "/s",
            false)
        .line("planned", "c7 dashed", x, column("planned_per_s"))
        .line("sent", "c0", x, column("sent_per_s"))
        .line("acknowledged", "c2", x, column("acknowledged_per_s"))
        .line("scored", "c1", x, column("scored_per_s"));
  }

  private Chart backlog() {
    return new Chart("Backlog", "Events sent whose prediction is still to come.", "events", false)
        .line("backlog", "c1", x, column("backlog_events"))
        .line("consumer lag", "c4", x, column("consumer_lag_records"));
  }

  private Chart sendLag() {
    return new Chart(
            "The generator's own lag",
            "How far it was behind its schedule at most. What it lags is in the latencies, but not"
                + " the system's.",
            "ms",
            false)
        .line("send lag, max", "c7", x, column("send_lag_max_ms"));
  }

  /** One chart for each figure of the members; of counters their growth per second. */
  List<Chart> metrics() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    for (RunFile second : seconds) {
      second.object("metrics").fields().keySet().forEach(name -> names.put(name, true));
    }
    List<Chart> charts = new ArrayList<>();
    for (String name : names.keySet()) {
      boolean counter = name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum");
      double[] values = column(second -> second.object("metrics").number(name));
      double[] shown = counter ? growth(values) : values;
      if (varies(shown)) {
        charts.add(
            new Chart(name, counter ? "Growth per second." : "", counter ? "/s" : "", false)
                .line(name, "c5", x, shown));
      }
    }
    return charts;
  }

  private double[] growth(double[] values) {
    double[] growth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      growth[i] =
          i == 0 ? Double.NaN : Math.max(0, (values[i] - values[i - 1]) / (x[i] - x[i - 1]));
    }
    return growth;
  }

  private static boolean varies(double[] values) {
    double first = Double.NaN;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        if (!Double.isNaN(first) && value != first) {
          return true;
        }
        first = value;
      }
    }
    return false;
  }
}
