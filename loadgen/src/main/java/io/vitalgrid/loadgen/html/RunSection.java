package io.vitalgrid.loadgen.html;

import io.vitalgrid.loadgen.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run on the page: verdict, figures, charts, what came out, and how it was run. */
final class RunSection {
  private final RunFile run;
  private final String title;
  private final List<Chart> more;

  /**
   * A section.
   *
   * @param title empty: the page's own is enough
   * @param more charts after the run's own
   */
  RunSection(RunFile run, String title, List<Chart> more) {
    this.run = run;
    this.title = title;
    this.more = more;
  }

  String html() {
    StringBuilder html = new StringBuilder("<section>");
    if (!title.isEmpty()) {
      html.append("<h2>").append(Html.escaped(title)).append("</h2>");
    }
    html.append("<p class=\"about\">").append(Html.escaped(run.text("about"))).append("</p>");
    html.append(verdict()).append(cards()).append(objectives());
    List<Chart> charts = new ArrayList<>(new RunCharts(run).all());
    charts.addAll(more);
    charts.stream().filter(chart -> !chart.isEmpty()).forEach(c -> html.append(c.html()));
    html.append(check()).append(sent());
    List<Chart> metrics = new RunCharts(run).metrics();
    if (!metrics.isEmpty()) {
      html.append("<details><summary>What the members say of themselves</summary>")
          .append("<div class=\"small\">");
      metrics.forEach(chart -> html.append(chart.html()));
      html.append("</div></details>");
    }
    return html.append(facts()).append("</section>").toString();
  }

  private String verdict() {
    StringBuilder html = new StringBuilder("<p class=\"verdict\">");
    html.append(
        run.flag("valid")
            ? badge("good", "valid")
            : badge("bad", "NOT VALID: " + String.join("; ", run.texts("invalid_because"))));
    List<RunFile> objectives = run.objects("objectives");
    if (!objectives.isEmpty()) {
      long met = objectives.stream().filter(o -> o.flag("met")).count();
      html.append(
          badge(
              met == objectives.size() ? "good" : "bad",
              met + " of " + objectives.size() + " objectives met"));
    }
    if (run.has("check")) {
      RunFile check = run.object("check");
      html.append(
          check.flag("exact")
              ? badge("good", "what came out is what had to")
              : badge("bad", Figure.count(check.number("difference_count")) + " differences"));
    }
    if (run.flag("stopped_early")) {
      html.append(badge("neutral", "stopped early"));
    }
    return html.append("</p>").toString();
  }

  private static String badge(String style, String text) {
    return "<span class=\"badge " + style + "\">" + Html.escaped(text) + "</span>";
  }

  private String cards() {
    RunFile totals = run.object("totals");
    RunFile topic = run.object("latency_topic");
    StringBuilder html = new StringBuilder("<div class=\"cards\">");
    card(
        html,
        "events sent",
        Figure.count(totals.number("sent_records")),
        "in " + Figure.seconds(run.number("duration_ms")));
    card(html, "rate", Figure.count(totals.number("sent_per_s")) + "<small>/s</small>", "mean");
    card(html, "lost", Figure.count(totals.number("lost_events")), "had no answer");
    card(html, "p50", Figure.ms(topic.number("p50_ms")) + "<small>ms</small>", "to topic");
    card(html, "p99", Figure.ms(topic.number("p99_ms")) + "<small>ms</small>", "to topic");
    card(html, "p99.99", Figure.ms(topic.number("p99_99_ms")) + "<small>ms</small>", "to topic");
    card(html, "max", Figure.ms(topic.number("max_ms")) + "<small>ms</small>", "to topic");
    if (run.has("latency_sql")) {
      double ms = run.object("latency_sql").number("p99_ms");
      card(html, "p99 in SQL", Figure.ms(ms) + "<small>ms</small>", "until visible");
    }
    return html.append("</div>").toString();
  }

  private static void card(StringBuilder html, String name, String value, String note) {
    html.append("<div class=\"card\"><span>")
        .append(name)
        .append("</span><b>")
        .append(value)
        .append("</b><i>")
        .append(note)
        .append("</i></div>");
  }

  private String objectives() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("objective", "", "what came"));
    for (RunFile objective : run.objects("objectives")) {
      String verdict = objective.text("verdict");
      rows.add(
          List.of(
              "<code>" + Html.escaped(objective.text("objective")) + "</code>",
              objective.flag("met") ? badge("good", "met") : badge("bad", "missed"),
              Html.escaped(verdict.substring(verdict.indexOf(", ") + 2))));
    }
    return rows.size() > 1 ? Html.table("objectives", rows) : "";
  }

  private String check() {
    if (!run.has("check")) {
      return "";
    }
    RunFile check = run.object("check");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what came out", "had to", "did", ""));
    for (RunFile row : check.objects("rows")) {
      String least = Figure.count(row.number("expected_min_count"));
      String most = Figure.count(row.number("expected_max_count"));
      rows.add(
          List.of(
              Html.escaped(row.text("what")),
              least.equals(most) ? least : least + " to " + most,
              Figure.count(row.number("actual_count")),
              row.flag("equal") ? badge("good", "equal") : badge("bad", "different")));
    }
    StringBuilder html = new StringBuilder("<h3>What came out</h3>" + Html.table("counts", rows));
    list(html, "First differences", check.texts("differences"));
    list(html, "Not exactly known", check.texts("not_exactly_known"));
    return html.toString();
  }

  private static void list(StringBuilder html, String title, List<String> items) {
    if (!items.isEmpty()) {
      html.append("<h4>").append(title).append("</h4><ul>");
      items.forEach(item -> html.append("<li>").append(Html.escaped(item)).append("</li>"));
      html.append("</ul>");
    }
  }

  private String sent() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what was sent", "records"));
    for (Map.Entry<String, Object> entry : run.object("totals").fields().entrySet()) {
      if (entry.getKey().endsWith("_records") && entry.getValue() instanceof Number number) {
        String what = entry.getKey().replace("_records", "").replace('_', ' ');
        rows.add(List.of(what, Figure.count(number.doubleValue())));
      }
    }
    return "<details><summary>What was sent</summary>" + Html.table("counts", rows) + "</details>";
  }

  private String facts() {
    StringBuilder html =
        new StringBuilder("<details><summary>Phases, settings, machine and versions</summary>");
    List<List<String>> phases = new ArrayList<>();
    phases.add(List.of("phase", "from", "to", "arrivals"));
    for (RunFile phase : run.objects("phases")) {
      phases.add(
          List.of(
              Html.escaped(phase.text("kind")),
              Figure.seconds(phase.number("from_ms")),
              Figure.seconds(phase.number("to_ms")),
              Html.escaped(phase.text("arrivals"))));
    }
    html.append(Html.table("counts", phases)).append("<div class=\"columns\">");
    for (String part : List.of("machine", "versions", "settings")) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of(part, ""));
      run.object(part)
          .fields()
          .forEach(
              (key, value) ->
                  rows.add(List.of(Html.escaped(key), Html.escaped(String.valueOf(value)))));
      html.append(Html.table("facts", rows));
    }
    return html.append("</div></details>").toString();
  }
}
