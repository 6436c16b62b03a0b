package io.vitalgrid.train;

import io.vitalgrid.train.Metrics.CalibrationBin;
import io.vitalgrid.train.Metrics.Confusion;
import java.util.List;
import java.util.Locale;

/** What was found, as one page that needs nothing else: no script, no other file. */
final class HtmlReport {
  private static final int SIZE = 420;
  private static final int MARGIN = 48;

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; color: #1c2733; max-width: 60rem; margin: 2rem auto;
             padding: 0 1rem; }
      h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      table { border-collapse: collapse; } th, td { padding: .25rem .8rem; text-align: right; }
      th:first-child, td:first-child { text-align: left; } thead th { border-bottom: 1px solid #9aa7b4; }
      .side { display: flex; flex-wrap: wrap; gap: 2.5rem; align-items: flex-start; }
      small { color: #5b6876; } svg text { font: 12px system-ui, sans-serif; fill: #445160; }
      """;

  private HtmlReport() {}

  static String of(Report report) {
    return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>Readmission model</title>
    <style>
    %s</style></head><body>
    <h1>Readmission model</h1>
    <p>%s<br><small>%s; %s stays; seed %d; %s, sha-256 %s</small></p>
    <h2>How well it does on stays that it has not seen</h2>
    %s
    <h2>Reliability</h2>
    <div class="side">%s%s</div>
    <h2>Decisions on the held-out stays</h2>
    %s
    </body></html>
    """
        .formatted(
            STYLE,
            escape(report.algorithm().description()),
            escape(report.source()),
            number("%,d", report.stays()),
            report.seed(),
            escape(String.valueOf(report.model().file().getFileName())),
            report.model().sha256(),
            measures(report),
            plot(report),
            calibration(report.crossValidation().calibration()),
            decisions(report.confusion()));
  }

  private static String measures(Report report) {
    Evaluation folds = report.crossValidation();
    Evaluation held = report.heldOut();
    return """
    <table><thead><tr><th></th><th>AUC</th><th>Brier score</th><th>mean predicted</th>
    <th>observed</th></tr></thead><tbody>
    <tr><td>%d-fold cross-validation</td><td>%s ± %s</td><td>%s</td><td>%s</td><td>%s</td></tr>
    <tr><td>held out</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>
    </tbody></table>
    <p><small>AUC: how likely a readmitted stay has a higher risk than one that was not; 0.5 is chance.
    ± is the standard deviation over the folds.</small></p>\
    """
        .formatted(
            folds.foldAucs().size(),
            number("%.4f", folds.meanAuc()),
            number("%.4f", folds.aucDeviation()),
            number("%.5f", folds.brier()),
            number("%.4f", folds.meanPredicted()),
            number("%.4f", folds.observedRate()),
            number("%.4f", held.meanAuc()),
            number("%.5f", held.brier()),
            number("%.4f", held.meanPredicted()),
            number("%.4f", held.observedRate()));
  }

  /** Predicted against observed, for each tenth of the risks; on the diagonal is right. */
  private static String plot(Report report) {
    double most = 0.05;
    for (Evaluation each : List.of(report.crossValidation(), report.heldOut())) {
      for (CalibrationBin bin : each.calibration()) {
        most = Math.max(most, Math.max(bin.meanPredicted(), bin.observedRate()));
      }
    }
    double end = Math.ceil(most * 20) / 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg role=\"img\" aria-label=\"Reliability plot\" width=\"%d\" height=\"%d\">"
            .formatted(SIZE, SIZE));
    for (int i = 0; i <= 5; i++) {
      double tick = end * i / 5;
      String label = number("%.2f", tick);
      svg.append(line(x(0, end), y(tick, end), x(end, end), y(tick, end), "#e3e8ed"));
      svg.append(text(MARGIN - 6, y(tick, end) + 4, "end", label));
      svg.append(text(x(tick, end), SIZE - MARGIN + 18, "middle", label));
    }
    svg.append(line(x(0, end), y(0, end), x(end, end), y(end, end), "#9aa7b4"));
    curve(svg, report.crossValidation().calibration(), end, "#1f6feb");
    curve(svg, report.heldOut().calibration(), end, "#d9730d");
    svg.append(text(SIZE / 2.0, SIZE - 8, "middle", "predicted risk"));
    svg.append(
        ("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">observed"
                + " rate</text>")
            .formatted(SIZE / 2));
    svg.append(legend(20, "#1f6feb", "cross-validation"));
    svg.append(legend(38, "#d9730d", "held out"));
    return svg.append("</svg>").toString();
  }

  private static void curve(
      StringBuilder svg, List<CalibrationBin> bins, double end, String colour) {
    StringBuilder points = new StringBuilder();
    for (CalibrationBin bin : bins) {
      String x = number("%.1f", x(bin.meanPredicted(), end));
      String y = number("%.1f", y(bin.observedRate(), end));
      points.append(x).append(',').append(y).append(' ');
      svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\"/>".formatted(x, y, colour));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>"
            .formatted(points, colour));
  }

  private static String legend(int y, String colour, String name) {
    return "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>".formatted(MARGIN + 14, y, colour)
        + text(MARGIN + 24, y + 4, "start", name);
  }

  private static double x(double value, double end) {
    return MARGIN + value / end * (SIZE - MARGIN - 16);
  }

  private static double y(double value, double end) {
    return SIZE - MARGIN - value / end * (SIZE - MARGIN - 16);
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return number("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"", x1, y1, x2, y2)
        + " stroke=\"%s\"/>".formatted(colour);
  }

  private static String text(double x, double y, String anchor, String text) {
    return number("<text x=\"%.1f\" y=\"%.1f\"", x, y)
        + " text-anchor=\"%s\">%s</text>".formatted(anchor, text);
  }

  private static String calibration(List<CalibrationBin> bins) {
    StringBuilder rows = new StringBuilder();
    for (CalibrationBin bin : bins) {
      rows.append(
          number(
              "<tr><td>%,d</td><td>%.4f</td><td>%.4f</td></tr>\n",
              bin.stays(), bin.meanPredicted(), bin.observedRate()));
    }
    return """
    <table><thead><tr><th>stays</th><th>predicted</th><th>observed</th></tr></thead><tbody>
    %s</tbody></table>\
    """
        .formatted(rows);
  }

  private static String decisions(Confusion confusion) {
    return number(
        """
        <table><thead><tr><th>at risk from %.4f on</th><th>readmitted</th><th>not</th></tr></thead><tbody>
        <tr><td>called at risk</td><td>%,d</td><td>%,d</td></tr>
        <tr><td>not</td><td>%,d</td><td>%,d</td></tr></tbody></table>
        <p>Sensitivity %.3f, specificity %.3f, precision %.3f.</p>\
        """,
        confusion.threshold(),
        confusion.truePositives(),
        confusion.falsePositives(),
        confusion.falseNegatives(),
        confusion.trueNegatives(),
        confusion.sensitivity(),
        confusion.specificity(),
        confusion.precision());
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
