package io.vitalgrid.loadgen.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import io.vitalgrid.loadgen.run.RunFile;
import io.vitalgrid.loadgen.slo.Objective;
import io.vitalgrid.loadgen.slo.Objective.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalgrid report RUN…}: runs of the load generator as a page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes runs of the load generator as one self-contained HTML page: latencies",
      "over time, rate, backlog, latency spectrum, what came out, settings and",
      "machine. Several runs stand side by side.",
      ""
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 an objective was missed."})
public final class ReportCommand implements Callable<Integer> {
  private static final int OBJECTIVE_MISSED = 3;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders that the load generator wrote.")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The page. Default: report.html in the first run's folder.")
  private Path out;

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      description =
          "What every run must have reached, or the exit code is 3: 'p99<30ms', 'lost=0' and"
              + " the others of `loadgen --help`; repeatable.")
  private List<String> objectives = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new ReportCommand())
        .setParameterExceptionHandler(
            (e, args) -> {
              e.getCommandLine().getErr().println("report: " + e.getMessage());
              e.getCommandLine().getErr().println("report: --help explains it");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (!(e instanceof LoadgenException)) {
                throw e;
              }
              command.getErr().println("report: " + e.getMessage());
              return 1;
            });
  }

  @Override
  public Integer call() {
    List<RunFile> read = runs.stream().map(RunFile::read).toList();
    Path page = out == null ? folder(runs.get(0)).resolve("report.html") : out;
    try {
      Files.writeString(page, Page.of(read), UTF_8);
    } catch (IOException e) {
      throw new LoadgenException("page " + page + " cannot be written: " + e.getMessage(), e);
    }
    spec.commandLine().getOut().println("report: " + page);
    return judge(read) ? 0 : OBJECTIVE_MISSED;
  }

  private List<Objective> objectives() {
    try {
      return objectives.stream().map(Objective::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private boolean judge(List<RunFile> read) {
    boolean good = true;
    for (RunFile run : read) {
      for (Objective objective : objectives()) {
        Verdict verdict = RunObjectives.judge(objective, run);
        spec.commandLine().getOut().println(run.text("name") + ": " + verdict.describe());
        good &= verdict.met();
      }
      good &= objectives.isEmpty() || run.flag("valid");
    }
    return good;
  }

  private static Path folder(Path run) {
    return Files.isDirectory(run) ? run : run.toAbsolutePath().getParent();
  }
}
