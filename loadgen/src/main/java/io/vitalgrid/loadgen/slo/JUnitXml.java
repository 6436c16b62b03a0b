package io.vitalgrid.loadgen.slo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A run as a test suite, for CI servers: one case an objective, and one for the run's validity. */
public final class JUnitXml {
  private JUnitXml() {}

  /** Writes the file; folders that are missing are made. */
  public static void write(Path file, String name, Result result, List<Objective.Verdict> verdicts)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(file, text(name, result, verdicts), UTF_8);
  }

  static String text(String name, Result result, List<Objective.Verdict> verdicts) {
    StringBuilder cases = new StringBuilder();
    List<String> invalid = result.invalidBecause();
    add(cases, name, "the result is valid", invalid.isEmpty() ? "" : String.join("; ", invalid));
    int failures = invalid.isEmpty() ? 0 : 1;
    for (Objective.Verdict verdict : verdicts) {
      add(cases, name, verdict.objective().text(), verdict.met() ? "" : verdict.describe());
      failures += verdict.met() ? 0 : 1;
    }
    return String.format(
        Locale.ROOT,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n<testsuite name=\"loadgen %s\" tests=\"%d\""
            + " failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%.3f\">%n%s</testsuite>%n",
        escaped(name),
        verdicts.size() + 1,
        failures,
        result.durationMs() / 1e3,
        cases);
  }

  private static void add(StringBuilder cases, String suite, String name, String failure) {
    String start =
        "  <testcase classname=\"loadgen.%s\" name=\"%s\"".formatted(escaped(suite), escaped(name));
    cases.append(start);
    if (failure.isEmpty()) {
      cases.append("/>");
    } else {
      cases.append("><failure message=\"").append(escaped(failure)).append("\"/></testcase>");
    }
    cases.append(System.lineSeparator());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
