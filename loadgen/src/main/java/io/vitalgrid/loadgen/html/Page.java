package io.vitalgrid.loadgen.html;

import io.vitalgrid.loadgen.run.RunFile;
import java.util.ArrayList;
import java.util.List;

/** The page: everything it needs is in it. */
public final class Page {
  private Page() {}

  static String of(List<RunFile> runs) {
    List<String> names = names(runs);
    Comparison comparison = new Comparison(runs, names);
    StringBuilder body = new StringBuilder();
    if (runs.size() > 1) {
      body.append("<section><h2>Side by side</h2>").append(comparison.table());
      append(body, comparison.spectrum());
      append(body, comparison.tail());
      body.append("</section>");
    }
    for (int i = 0; i < runs.size(); i++) {
      boolean only = runs.size() == 1;
      List<Chart> more = only ? List.of(comparison.spectrum()) : List.of();
      body.append(new RunSection(runs.get(i), only ? "" : names.get(i), more).html());
    }
    return frame(
        "VitalGrid · load report",
        String.join(" · ", names),
        body.toString(),
        "Every latency counts from the time at which the schedule wanted the event to be sent, so a"
            + " pause of the system shows in full. The simulated patients are nobody.");
  }

  /**
   * A page with the style sheet and the script of charts.
   *
   * @param brand small, above the title
   * @param body HTML
   */
  public static String frame(String brand, String title, String body, String footer) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
        + Html.escaped(title)
        + "</title><style>"
        + Html.resource("report.css")
        + "</style></head><body><header><p class=\"brand\">"
        + Html.escaped(brand)
        + "</p><h1>"
        + Html.escaped(title)
        + "</h1></header>"
        + body
        + "<footer>"
        + Html.escaped(footer)
        + "</footer><div id=\"tip\"></div><script>"
        + Html.resource("report.js")
        + "</script></body></html>\n";
  }

  private static void append(StringBuilder body, Chart chart) {
    if (!chart.isEmpty()) {
      body.append(chart.html());
    }
  }

  /** Runs of the same name are numbered. */
  private static List<String> names(List<RunFile> runs) {
    List<String> names = new ArrayList<>();
    for (RunFile run : runs) {
      String name = run.text("name");
      String unique = name;
      for (int i = 2; names.contains(unique); i++) {
        unique = name + " (" + i + ")";
      }
      names.add(unique);
    }
    return names;
  }
}
