package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.run.Targets.Target;
import io.vitalgrid.loadgen.html.Html;
import io.vitalgrid.loadgen.html.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The comparison as one HTML file that needs no other. */
final class ResultsPage {
  private ResultsPage() {}

  /**
   * The page.
   *
   * @param about lines on machine, JVM and plan
   */
  static String of(Results results, List<String> about) {
    StringBuilder body = new StringBuilder("<section><h2>Targets</h2>");
    body.append("<p class=\"about\">Medians of all rounds, as ratios within this run.</p>");
    body.append(targets(results.targets())).append("</section><section>");
    ResultsCharts charts = new ResultsCharts(results);
    Stream.of(Stream.of(charts.limits()), charts.latencies().stream(), Stream.of(charts.cpu()))
        .flatMap(each -> each)
        .filter(chart -> !chart.isEmpty())
        .forEach(chart -> body.append(chart.html()));
    body.append("</section><section><h2>All figures</h2>");
    body.append("<p class=\"about\">Median (lowest-highest).</p>");
    body.append(figures(results)).append("</section><section><h2>How it was run</h2>");
    about.forEach(line -> body.append("<p class=\"about\">" + Html.escaped(line) + "</p>"));
    body.append("</section>");
    return Page.frame(
        "VitalGrid · beside others",
        String.join(" · ", results.systems().keySet()),
        body.toString(),
        "Latency counts from the time at which the schedule wanted an event to be sent until its"
            + " prediction was on the topic. The simulated patients are nobody.");
  }

  private static String targets(List<Target> targets) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("target", "", "came", "wanted"));
    for (Target target : targets) {
      rows.add(
          List.of(
              Html.escaped(target.what()),
              badge(target.verdict()),
              Double.isNaN(target.value())
                  ? "–"
                  : String.format(Locale.ROOT, "%.2f", target.value()),
              (target.atLeast() ? "at least " : "at most ") + target.wanted()));
    }
    return Html.table("figures", rows);
  }

  private static String badge(String verdict) {
    String style =
        switch (verdict) {
          case "held" -> "good";
          case "missed" -> "bad";
          default -> "neutral";
        };
    return "<span class=\"badge " + style + "\">" + verdict + "</span>";
  }

  private static String figures(Results results) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("figure", ""));
    results.systems().keySet().forEach(label -> head.add(Html.escaped(label)));
    rows.add(head);
    for (String name : results.names()) {
      List<String> row = new ArrayList<>(List.of(Html.escaped(name), ""));
      results.systems().values().forEach(figures -> row.add(figures.text(name)));
      rows.add(row);
    }
    return Html.table("figures", rows);
  }
}
