package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.slo.Objective;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is told, and where. */
final class OutputOptions {
  @Option(
      names = "--progress",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "text: for people, progress on standard error. json: one object a line on "
              + "standard output. Default: ${DEFAULT-VALUE}.")
  Progress progress;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Writes the run there, for `vitalgrid report`. Default: runs/NAME-TIME for a "
              + "scenario, else nowhere.")
  Path out;

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      description =
          "What the run must reach, or the exit code is 3: 'p99<30ms', 'sql.p99<1s', "
              + "'lost=0', 'failed=0', 'differences=0', 'rate>=1000'; repeatable.")
  List<String> objectives = new ArrayList<>();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes the objectives as a JUnit XML file, for CI servers.")
  Path junit;

  /** The forms of the progress. */
  enum Progress {
    text,
    json
  }

  boolean isJson() {
    return progress == Progress.json;
  }

  /**
   * The objectives of the command line.
   *
   * @throws IllegalArgumentException if one is none
   */
  List<Objective> objectives() {
    return objectives.stream().map(Objective::parse).toList();
  }
}
