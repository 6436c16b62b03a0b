package io.vitalgrid.loadgen.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Small pieces of HTML. */
public final class Html {
  private Html() {}

  /** Text for an element or an attribute. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A table; cells are HTML already. The first row is its head. */
  public static String table(String style, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table class=\"" + style + "\">");
    for (int r = 0; r < rows.size(); r++) {
      String cell = r == 0 ? "th" : "td";
      html.append("<tr>");
      rows.get(r).forEach(c -> html.append("<" + cell + ">" + c + "</" + cell + ">"));
      html.append("</tr>");
    }
    return html.append("</table>").toString();
  }

  /** A file that comes with the program. */
  static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
