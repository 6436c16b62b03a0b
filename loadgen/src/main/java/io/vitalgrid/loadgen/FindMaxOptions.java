package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.slo.Objective;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The search for the highest sustainable rate. */
final class FindMaxOptions {
  @Option(
      names = "--find-max",
      description =
          "Searches the highest rate at which the objectives of --slo hold and the backlog "
              + "does not grow, from --rate on.")
  private boolean asked;

  @Option(
      names = "--probe-time",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long each rate is tried, after the warm-up. Default: ${DEFAULT-VALUE}.")
  Duration probeTime;

  @Option(
      names = "--precision",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description = "How closely the rate is found. Default: ${DEFAULT-VALUE}.")
  double precision;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often the rate that was found is tried again. Default: ${DEFAULT-VALUE}.")
  int repetitions;

  @Option(
      names = "--highest-rate",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Not beyond this. Default: ${DEFAULT-VALUE}.")
  int highestRate;

  boolean isAsked() {
    return asked;
  }

  /** Whether the search can be made with these objectives. */
  boolean fits(List<Objective> objectives) {
    return !objectives.isEmpty();
  }
}
