package io.vitalgrid.loadgen.html;

import io.vitalgrid.loadgen.run.RunFile;
import java.util.ArrayList;
import java.util.List;

/** What stands beside each other of all runs: the spectrum, the tail over time, the figures. */
final class Comparison {
  private static final int NINES = 5;

  private final List<RunFile> runs;
  private final List<String> names;

  Comparison(List<RunFile> runs, List<String> names) {
    this.runs = runs;
    this.names = names;
  }

  /** Latency by percentile; each nine takes the same room. */
  Chart spectrum() {
    Chart chart =
        new Chart(
            "Latency spectrum",
            "Which part of the events, after the warm-up, took no longer than so long. To the right"
                + " the rare ones.",
            "ms",
            true);
    List<Chart.Tick> ticks = new ArrayList<>();
    String[] labels = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
    for (int i = 0; i <= NINES; i++) {
      ticks.add(new Chart.Tick(i, labels[i]));
    }
    chart.ticks(ticks, "nines");
    int color = 0;
    for (int i = 0; i < runs.size(); i++) {
      boolean one = runs.size() == 1;
      String name = one ? "" : names.get(i) + ", ";
      spectrum(chart, runs.get(i).object("latency_topic"), name + "topic", "c" + color);
      spectrum(
          chart,
          runs.get(i).object("latency_sql"),
          name + "SQL",
          one ? "c1" : "c" + color + " dashed");
      color = (color + 1) % 7;
    }
    return chart;
  }

  private static void spectrum(Chart chart, RunFile latency, String name, String style) {
    List<RunFile> points = latency.objects("spectrum");
    double[] x = new double[points.size()];
    double[] y = new double[points.size()];
    for (int i = 0; i < x.length; i++) {
      double rest = 1 - Double.parseDouble(points.get(i).text("percentile")) / 100;
      x[i] = Math.min(NINES, rest <= 0 ? lastNines(latency) : -Math.log10(rest));
      y[i] = points.get(i).number("ms");
    }
    chart.line(name, style, x, y);
  }

  /** The slowest of n events stands where 1/n of them are slower. */
  private static double lastNines(RunFile latency) {
    return Math.log10(Math.max(10, latency.number("count")));
  }

  /** The 99th percentile of every second, one line a run. */
  Chart tail() {
    Chart chart =
        new Chart(
            "p99 over time", "To topic predictions, of each second. Logarithmic.", "ms", true);
    for (int i = 0; i < runs.size(); i++) {
      List<RunFile> seconds = runs.get(i).objects("seconds");
      chart.line(
          names.get(i),
          "c" + i % 7,
          seconds.stream().mapToDouble(s -> s.number("t_ms") / 1e3).toArray(),
          seconds.stream().mapToDouble(s -> s.number("topic_p99_ms")).toArray());
    }
    return chart;
  }

  /** One row a run. */
  String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "run",
            "started",
            "rate, /s",
            "sent",
            "lost",
            "p50, ms",
            "p90",
            "p99",
            "p99.9",
            "p99.99",
            "max",
            "SQL p99, ms",
            "valid"));
    for (int i = 0; i < runs.size(); i++) {
      RunFile run = runs.get(i);
      RunFile topic = run.object("latency_topic");
      List<String> row = new ArrayList<>();
      row.add("<b class=\"c" + i % 7 + "\">" + Html.escaped(names.get(i)) + "</b>");
      row.add(Html.escaped(run.text("started_at").replaceFirst("\\.\\d+Z", "Z")));
      row.add(Figure.count(run.object("totals").number("sent_per_s")));
      row.add(Figure.count(run.object("totals").number("sent_records")));
      row.add(Figure.count(run.object("totals").number("lost_events")));
      for (String name : List.of("p50_ms", "p90_ms", "p99_ms", "p99_9_ms", "p99_99_ms", "max_ms")) {
        row.add(Figure.ms(topic.number(name)));
      }
      row.add(Figure.ms(run.object("latency_sql").number("p99_ms")));
      row.add(run.flag("valid") ? "yes" : "<b class=\"bad\">NO</b>");
      rows.add(row);
    }
    return Html.table("figures", rows);
  }
}
