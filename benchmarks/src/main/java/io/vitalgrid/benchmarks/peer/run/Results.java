package io.vitalgrid.benchmarks.peer.run;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The comparison, for people and as JSON. */
final class Results {
  private Results() {}

  /** One line a figure, one column a system: median (lowest-highest). */
  static void print(Map<Subject, Figures> results, PrintStream out) {
    StringBuilder head = new StringBuilder(cell(34, ""));
    results.keySet().forEach(subject -> head.append(cell(28, subject.label())));
    out.println(head);
    Set<String> names = new LinkedHashSet<>();
    results.values().forEach(figures -> names.addAll(figures.names()));
    for (String name : names) {
      StringBuilder line = new StringBuilder(cell(-34, name));
      results.values().forEach(figures -> line.append(cell(28, figures.text(name))));
      out.println(line);
    }
  }

  private static String cell(int width, String text) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  static String json(Map<Subject, Figures> results) {
    return results.entrySet().stream()
        .map(e -> "  \"" + e.getKey().label() + "\": {\n" + json(e.getValue()) + "\n  }")
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String json(Figures figures) {
    return figures.names().stream()
        .map(
            name ->
                "    \""
                    + name
                    + "\": "
                    + figures.of(name).stream()
                        .map(value -> value.isNaN() ? "null" : value.toString())
                        .toList())
        .collect(Collectors.joining(",\n"));
  }
}
