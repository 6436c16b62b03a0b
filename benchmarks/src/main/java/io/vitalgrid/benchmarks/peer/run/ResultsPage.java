package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.run.Targets.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The comparison as one HTML file that needs nothing else: a plot for each figure, bars by system.
 */
final class ResultsPage {
  private static final int NAME_PX = 110;
  private static final int BAR_PX = 460;
  private static final int ROW_PX = 24;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>VitalGrid beside others</title><style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; color: #222; }
      h2 { font-size: 1rem; margin: 0 0 .3rem; }
      .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(44rem, 1fr)); gap: 1.6rem; }
      text { font: 13px system-ui, sans-serif; } .bar { fill: #9db4c8; } .own { fill: #1f6f8b; }
      .spread { stroke: #222; stroke-width: 1.5; } li.missed { color: #a33; } p, li { max-width: 60rem; }
      </style></head><body>
      """;

  private ResultsPage() {}

  /**
   * @param facts of machine and run, a line each
   */
  static String of(Results results, List<String> facts) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h1>VitalGrid beside others</h1>\n<p>");
    facts.forEach(fact -> page.append(escaped(fact)).append("<br>\n"));
    page.append("Bars are medians, lines reach from the lowest to the highest round.</p>\n<ul>\n");
    for (Target target : results.targets()) {
      page.append("<li class=\"").append(target.verdict()).append("\">");
      page.append(escaped(target.text())).append("</li>\n");
    }
    page.append("</ul>\n<div class=plots>\n");
    results.names().forEach(name -> page.append(plot(name, results.systems())));
    return page.append("</div></body></html>\n").toString();
  }

  private static String plot(String name, Map<String, Figures> systems) {
    double highest =
        systems.values().stream()
            .flatMap(figures -> figures.of(name).stream())
            .mapToDouble(Double::doubleValue)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    double scale = highest > 0 ? BAR_PX / highest : 0;
    StringBuilder rows = new StringBuilder();
    int y = 0;
    for (Map.Entry<String, Figures> system : systems.entrySet()) {
      if (system.getValue().has(name)) {
        rows.append(row(system.getKey(), system.getValue(), name, scale, y));
        y += ROW_PX;
      }
    }
    return String.format(
        Locale.ROOT,
        "<section><h2>%s</h2><svg width=\"%d\" height=\"%d\" role=\"img\">%s</svg></section>%n",
        escaped(name),
        NAME_PX + BAR_PX + 170,
        y,
        rows);
  }

  private static String row(String label, Figures figures, String name, double scale, int y) {
    List<Double> sorted =
        figures.of(name).stream().filter(value -> !value.isNaN()).sorted().toList();
    double end = NAME_PX + figures.median(name) * scale;
    double low = NAME_PX + sorted.get(0) * scale;
    double high = NAME_PX + sorted.get(sorted.size() - 1) * scale;
    return String.format(
        Locale.ROOT,
        "<text x=\"0\" y=\"%1$d\">%2$s</text><rect class=\"bar%3$s\" x=\"%4$d\" y=\"%5$d\""
            + " width=\"%6$.1f\" height=\"16\"/><line class=\"spread\" x1=\"%7$.1f\" x2=\"%8$.1f\""
            + " y1=\"%9$d\" y2=\"%9$d\"/><text x=\"%10$.1f\" y=\"%1$d\">%11$s</text>",
        y + 16,
        escaped(label),
        label.equals(Subject.VITALGRID.label()) ? " own" : "",
        NAME_PX,
        y + 3,
        end - NAME_PX,
        low,
        high,
        y + 11,
        Math.max(end, high) + 8,
        escaped(figures.text(name)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
