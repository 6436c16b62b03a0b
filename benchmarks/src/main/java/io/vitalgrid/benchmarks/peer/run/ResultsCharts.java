package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.html.Chart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Lines are medians, dots are rounds; each system keeps its colour. */
final class ResultsCharts {
  private static final int COLOURS = 8;
  private static final List<String> PERCENTILES = List.of("p50", "p99", "p99.9", "p99.99");

  private final Map<String, Figures> systems;
  private final List<String> rates;

  ResultsCharts(Results results) {
    systems = results.systems();
    String figure = Cost.name("p50, ms", "");
    rates =
        results.names().stream()
            .filter(name -> name.startsWith(figure))
            .map(name -> name.substring(figure.length()))
            .toList();
  }

  Chart limits() {
    Chart chart =
        new Chart(
            "Sustainable rate",
            "The highest without a growing backlog that meets the objective; a dot a round.",
            "events/s",
            false);
    chart.ticks(ticks(List.copyOf(systems.keySet())), "");
    int place = 0;
    for (Map.Entry<String, Figures> system : systems.entrySet()) {
      double[] values = values(system.getValue(), Round.LIMIT);
      double[] at = new double[values.length];
      Arrays.fill(at, ++place);
      dots(chart, system.getKey(), colour(place - 1), at, values);
    }
    return chart;
  }

  /** One for each rate. */
  List<Chart> latencies() {
    List<Chart> charts = new ArrayList<>();
    for (String rate : rates) {
      Chart chart =
          new Chart(
              "Latency at " + rate,
              "From intended send time to arrival on the topic. Logarithmic.",
              "ms",
              true);
      chart.ticks(ticks(PERCENTILES), "");
      draw(chart, PERCENTILES.stream().map(p -> Cost.name(p + ", ms", rate)).toList());
      charts.add(chart);
    }
    return charts;
  }

  Chart cpu() {
    Chart chart =
        new Chart(
            "CPU an event",
            "Of the system alone, collector and compiler included. Logarithmic.",
            "µs", // as many as seconds per million
            true);
    chart.ticks(ticks(rates), "");
    draw(chart, rates.stream().map(rate -> Cost.name("CPU s per million", rate)).toList());
    return chart;
  }

  /** A line a system through the medians of figures, at places 1, 2, ... */
  private void draw(Chart chart, List<String> figures) {
    int system = 0;
    for (Map.Entry<String, Figures> each : systems.entrySet()) {
      double[] places = new double[figures.size()];
      double[] medians = new double[figures.size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = i + 1;
        medians[i] = each.getValue().median(figures.get(i));
        double[] values = values(each.getValue(), figures.get(i));
        double[] at = new double[values.length];
        Arrays.fill(at, places[i]);
        dots(chart, "", colour(system), at, values);
      }
      chart.line(each.getKey(), colour(system), places, medians);
      system++;
    }
  }

  private static void dots(Chart chart, String name, String colour, double[] x, double[] y) {
    chart.line(name, colour + " dots", apart(x, false), apart(y, true));
  }

  /** Each value twice; the second time it is a gap, or another point at the same place. */
  private static double[] apart(double[] values, boolean gap) {
    return Arrays.stream(values)
        .flatMap(value -> DoubleStream.of(value, gap ? Double.NaN : value))
        .toArray();
  }

  private static double[] values(Figures figures, String name) {
    return figures.of(name).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** At places 1, 2, ...; the end of the axis has no name. */
  private static List<Chart.Tick> ticks(List<String> names) {
    List<Chart.Tick> ticks = new ArrayList<>();
    names.forEach(name -> ticks.add(new Chart.Tick(ticks.size() + 1, name)));
    ticks.add(new Chart.Tick(ticks.size() + 1, ""));
    return ticks;
  }

  private static String colour(int system) {
    return "c" + system % COLOURS;
  }
}
