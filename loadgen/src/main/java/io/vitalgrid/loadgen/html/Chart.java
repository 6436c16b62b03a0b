package io.vitalgrid.loadgen.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as inline SVG. The page's script shows the values under the pointer. */
public final class Chart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 270;
  private static final int LEFT = 64;
  private static final int RIGHT = 28;
  private static final int TOP = 22;
  private static final int BOTTOM = 34;

  /**
   * A line.
   *
   * @param style a class of the page's style sheet, such as {@code c0} or {@code c0 dashed}
   * @param x along the time or percentile axis
   * @param y NaN: a gap
   */
  record Line(String name, String style, double[] x, double[] y) {}

  /** A mark on the x axis. */
  public record Tick(double at, String label) {}

  private record Band(double from, double to, String style, String label) {}

  private final String title;
  private final String explanation;
  private final String unit;
  private final boolean logarithmic;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private List<Tick> ticks = List.of();
  private String xUnit = "s";

  /**
   * An empty chart.
   *
   * @param unit of the y axis
   */
  public Chart(String title, String explanation, String unit, boolean logarithmic) {
    this.title = title;
    this.explanation = explanation;
    this.unit = unit;
    this.logarithmic = logarithmic;
  }

  /**
   * Draws a line unless all of it is NaN.
   *
   * @param name empty: neither in the legend nor under the pointer
   * @param style a class of the page's style sheet: {@code c0} to {@code c7}, {@code dashed},
   *     {@code dots} for points that stand alone
   * @param y NaN: a gap
   */
  public Chart line(String name, String style, double[] x, double[] y) {
    for (double value : y) {
      if (!Double.isNaN(value)) {
        lines.add(new Line(name, style, x, y));
        return this;
      }
    }
    return this; // nothing was measured
  }

  /** A stretch of the x axis. */
  Chart band(double from, double to, String style, String label) {
    bands.add(new Band(from, to, style, label));
    return this;
  }

  /**
   * Marks of an x axis that is no time; the last one is its end.
   *
   * @param unitOfX empty: x is only a place
   */
  public Chart ticks(List<Tick> marks, String unitOfX) {
    ticks = marks;
    xUnit = unitOfX;
    return this;
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The figure, for a page that {@link Page#frame} makes. */
  public String html() {
    double maxX = ticks.isEmpty() ? 1 : ticks.get(ticks.size() - 1).at();
    double maxY = 0;
    double minY = Double.MAX_VALUE;
    for (Line line : lines) {
      for (int i = 0; i < line.x.length; i++) {
        maxX = Math.max(maxX, line.x[i]);
        if (!Double.isNaN(line.y[i])) {
          maxY = Math.max(maxY, line.y[i]);
          minY = line.y[i] > 0 ? Math.min(minY, line.y[i]) : minY;
        }
      }
    }
    Axis x = new Axis(0, maxX, false, LEFT, WIDTH - RIGHT, 1);
    Axis y =
        logarithmic
            ? Axis.logarithmic(minY, maxY, HEIGHT - BOTTOM, TOP)
            : Axis.linear(maxY, HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    bands.forEach(band -> band(svg, band, x));
    grid(svg, x, y);
    for (Line line : lines) {
      svg.append(
          format(
              "<path class=\"line %s\" d=\"%s\"><title>%s</title></path>",
              line.style, path(line, x, y), Html.escaped(line.name)));
    }
    return format(
        "<figure class=\"chart\" data-x=\"%s\""
            + " data-unit=\"%s\"><figcaption><h3>%s</h3><p>%s</p>%s</figcaption><svg viewBox=\"0 0"
            + " %d %d\" role=\"img\" aria-label=\"%s\">%s<line class=\"cursor\" y1=\"%d\""
            + " y2=\"%d\"/></svg><script type=\"application/json\">%s</script></figure>",
        xUnit,
        unit,
        Html.escaped(title),
        Html.escaped(explanation),
        legend(),
        WIDTH,
        HEIGHT,
        Html.escaped(title),
        svg,
        TOP,
        HEIGHT - BOTTOM,
        data(x));
  }

  private void band(StringBuilder svg, Band band, Axis x) {
    double from = x.px(band.from);
    double to = x.px(band.to);
    svg.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
            band.style, from, TOP, Math.max(0, to - from), HEIGHT - BOTTOM - TOP));
    if (to - from > 6.2 * band.label.length()) {
      svg.append(
          format(
              "<text class=\"bandname\" x=\"%.1f\" y=\"%d\">%s</text>",
              (from + to) / 2, TOP + 11, Html.escaped(band.label)));
    }
  }

  private void grid(StringBuilder svg, Axis x, Axis y) {
    for (double tick : y.ticks()) {
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>",
              LEFT,
              WIDTH - RIGHT,
              y.px(tick),
              y.px(tick),
              LEFT - 8,
              y.px(tick) + 4,
              Axis.label(tick)));
    }
    svg.append(format("<text class=\"y\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 8, TOP - 11, unit));
    List<Tick> marks = new ArrayList<>(ticks);
    if (marks.isEmpty()) {
      double limit = x.high() * 1.0001;
      Axis.time(x.high()).ticks().stream()
          .filter(tick -> tick <= limit)
          .forEach(tick -> marks.add(new Tick(tick, Axis.label(tick) + " s")));
    }
    for (Tick tick : marks) {
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                  + "<text class=\"x\" x=\"%.1f\" y=\"%d\">%s</text>",
              x.px(tick.at),
              x.px(tick.at),
              HEIGHT - BOTTOM,
              HEIGHT - BOTTOM + 5,
              x.px(tick.at),
              HEIGHT - BOTTOM + 20,
              Html.escaped(tick.label)));
    }
  }

  private static String path(Line line, Axis x, Axis y) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < line.x.length; i++) {
      if (Double.isNaN(line.y[i])) {
        pen = false;
        continue;
      }
      path.append(format("%s%.1f %.1f", pen ? "L" : "M", x.px(line.x[i]), y.px(line.y[i])));
      boolean alone = !pen && (i + 1 == line.y.length || Double.isNaN(line.y[i + 1]));
      path.append(alone ? "l0 0" : ""); // a dot
      pen = true;
    }
    return path.toString();
  }

  private String legend() {
    StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
    for (Line line : lines) {
      if (line.name.isEmpty()) {
        continue;
      }
      legend.append(
          format(
              "<li><svg viewBox=\"0 0 24 8\"><path class=\"line %s\" d=\"M1 4L23"
                  + " 4\"/></svg>%s</li>",
              line.style, Html.escaped(line.name)));
    }
    return legend.append("</ul>").toString();
  }

  /** What the script needs to find the values under the pointer. */
  private String data(Axis x) {
    StringBuilder json = new StringBuilder();
    json.append(
        format(
            "{\"from\":%d,\"to\":%d,\"max\":%.6f,\"width\":%d,\"lines\":[",
            LEFT, WIDTH - RIGHT, x.high(), WIDTH));
    for (int l = 0; l < lines.size(); l++) {
      Line line = lines.get(l);
      json.append(l == 0 ? "" : ",")
          .append("{\"name\":\"")
          .append(line.name.replace("\\", "\\\\").replace("\"", "\\\"").replace("<", "\\u003c"))
          .append("\",\"x\":")
          .append(numbers(line.x))
          .append(",\"y\":")
          .append(numbers(line.y))
          .append('}');
    }
    return json.append("]}").toString();
  }

  private static String numbers(double[] values) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < values.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append(Double.isNaN(values[i]) ? "null" : format("%.3f", values[i]));
    }
    return json.append(']').toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
