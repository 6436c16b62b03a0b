package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.run.Targets.Target;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The comparison, for people and as JSON.
 *
 * @param systems by label
 * @param targets what VitalGrid must reach
 */
record Results(Map<String, Figures> systems, List<Target> targets) {
  static Results of(Map<Subject, Figures> figures) {
    Map<String, Figures> systems = new LinkedHashMap<>();
    figures.forEach((subject, each) -> systems.put(subject.label(), each));
    return new Results(systems, Targets.of(systems));
  }

  /** One line a figure, one column a system: median (lowest-highest); then the targets. */
  void print(PrintStream out) {
    StringBuilder head = new StringBuilder(cell(56, ""));
    systems.keySet().forEach(label -> head.append(cell(28, label)));
    out.println(head);
    for (String name : names()) {
      StringBuilder line = new StringBuilder(cell(-56, name));
      systems.values().forEach(figures -> line.append(cell(28, figures.text(name))));
      out.println(line);
    }
    targets.forEach(target -> out.println(target.text()));
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    systems.values().forEach(figures -> names.addAll(figures.names()));
    return names;
  }

  private static String cell(int width, String text) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }

  /**
   * {@code {"run": [...], "systems": {LABEL: {FIGURE: [a value a round]}}, "targets": [...]}}.
   *
   * @param facts of the machine and the plan, one a line
   */
  String json(List<String> facts) {
    return facts.stream()
            .map(fact -> "    \"" + fact.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(",\n", "{\n  \"run\": [\n", "\n  ],\n"))
        + systems.entrySet().stream()
            .map(e -> "    \"" + e.getKey() + "\": {\n" + json(e.getValue()) + "\n    }")
            .collect(Collectors.joining(",\n", "  \"systems\": {\n", "\n  },\n"))
        + targets.stream()
            .map(Results::json)
            .collect(Collectors.joining(",\n", "  \"targets\": [\n", "\n  ]\n}\n"));
  }

  private static String json(Figures figures) {
    return figures.names().stream()
        .map(
            name ->
                "      \"" + name + "\": " + figures.of(name).stream().map(Results::json).toList())
        .collect(Collectors.joining(",\n"));
  }

  private static String json(Target target) {
    return "    {\"target\": \"%s\", \"value\": %s, \"%s\": %s, \"verdict\": \"%s\"}"
        .formatted(
            target.what(),
            json(target.value()),
            target.atLeast() ? "at_least" : "at_most",
            target.wanted(),
            target.verdict());
  }

  private static String json(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }
}
