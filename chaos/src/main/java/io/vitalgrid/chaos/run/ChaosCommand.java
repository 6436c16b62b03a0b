package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chaos/run}: faults, one after the other, and the verdict. */
@Command(
    name = "chaos/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    subcommands = ScaleCommand.class,
    description = {
      "Runs a grid of real processes under a seeded load, lets faults happen to it, and compares"
          + " all that it says with an offline recomputation from the input topic.",
      ""
    },
    footer = {"", "Exit codes: 0 everything holds, 1 something does not, 2 wrong usage."})
public final class ChaosCommand implements Callable<Integer> {
  @Option(names = "--cycles", paramLabel = "N", description = "Faults, one at a time.")
  private int cycles = FaultKind.values().length;

  @Option(names = "--seed", paramLabel = "N", description = "Of load, targets and delays.")
  private long seed = 1;

  @Option(names = "--members", paramLabel = "N", description = "Members of the grid, at least 2.")
  private int members = 3;

  @Option(names = "--patients", paramLabel = "N", description = "Patients.")
  private int patients = 200;

  @Option(names = "--rate", paramLabel = "N", description = "Events per second.")
  private int rate = 200;

  @Option(names = "--window-s", paramLabel = "SECONDS", description = "Length of a window.")
  private int windowSeconds = 10;

  @Option(names = "--slide-s", paramLabel = "SECONDS", description = "Distance of two windows.")
  private int slideSeconds = 2;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "FAULT",
      description = "Only these, separated by commas; without it all.",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private List<String> faults = new ArrayList<>();

  @Mixin private ProcessOptions processes;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ChaosCommand()).execute(args));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Log log = new Log(out);
    ChaosOptions options = options();
    log.say("%s", options);
    try (ChaosRun run = new ChaosRun(options, log)) {
      if (processes.keep) {
        run.keepLogs();
      }
      return run.run() ? 0 : 1;
    } catch (ChaosException e) {
      log.say("FAILED  %s", e.getMessage());
      return 1;
    }
  }

  private ChaosOptions options() {
    if (members < 2 || cycles < 0 || rate < 1 || patients < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "%d members, %d cycles, %d events/s, %d patients: must be at least 2, 0, 1, 1"
              .formatted(members, cycles, rate, patients));
    }
    List<FaultKind> kinds;
    try {
      kinds =
          faults.isEmpty()
              ? Arrays.asList(FaultKind.values())
              : faults.stream().map(FaultKind::labelled).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    WindowSettings windowing =
        new WindowSettings(Duration.ofSeconds(windowSeconds), Duration.ofSeconds(slideSeconds));
    return new ChaosOptions(
        cycles, seed, members, patients, rate, kinds, windowing, processes.members());
  }
}
