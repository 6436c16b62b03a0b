package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.report.JsonReport;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Reports;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.report.TextReport;
import io.vitalgrid.loadgen.run.FaultFile;
import io.vitalgrid.loadgen.run.RunRecorder;
import io.vitalgrid.loadgen.scenario.Scenario;
import io.vitalgrid.loadgen.slo.JUnitXml;
import io.vitalgrid.loadgen.slo.Objective;
import io.vitalgrid.loadgen.slo.Objective.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code vitalgrid loadgen}: puts a system that speaks the wire contract under load.
 *
 * <p>It stops on SIGTERM and Ctrl-C and, with {@code VITALGRID_CHILD=1} in the environment, at the
 * end of its standard input, which comes when the process that started it is gone.
 */
@Command(
    name = "loadgen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Admits patients and streams their vitals to Kafka, on a schedule that waits",
      "for nothing, with disorder as asked for; measures how long the predictions",
      "take, and checks that they are complete.",
      ""
    },
    footer = {
      "",
      "Ready scenarios: smoke, ward-day, mass-casualty, network-outage, clock-chaos, scale-out,"
          + " soak.",
      "Exit codes: 0 done or stopped, 1 failed, 2 wrong usage, 3 an objective was missed."
    })
public final class LoadgenCommand implements Callable<Integer> {
  private static final int OBJECTIVE_MISSED = 3;

  @Mixin private Request request = new Request();
  @Mixin private FindMaxOptions findMax = new FindMaxOptions();

  @Option(names = "--dry-run", description = "Says what the run would be, and ends.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  private final StopSignal stop;

  LoadgenCommand(StopSignal stop) {
    this.stop = stop;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    Main.run(args);
  }

  /**
   * Runs the command in this process, as one of several: what is compiled stays compiled.
   *
   * @return its exit code
   */
  public static int execute(PrintWriter out, String... args) {
    Main.quietLogs();
    return Main.execute(new StopSignal(), out, out, args);
  }

  void use(Scenario named) {
    request.use(named);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (request.isIncomplete()) {
      throw new IllegalStateException("the scenario was not read");
    }
    LoadSettings settings;
    List<Objective> objectives;
    try {
      settings = request.settings();
      objectives = request.objectives();
      if (findMax.isAsked() && !findMax.fits(objectives)) {
        throw new IllegalArgumentException("find-max needs an objective, such as --slo 'p99<30ms'");
      }
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
    Announcement announcement =
        new Announcement(spec.commandLine().getErr(), settings, request.patients.describe());
    if (dryRun) {
      announcement.plan(spec.commandLine().getOut());
      return 0;
    }
    if (!request.output.isJson()) {
      announcement.start();
    }
    return findMax.isAsked() ? search(settings, objectives) : runOnce(settings, objectives);
  }

  private int runOnce(LoadSettings settings, List<Objective> objectives)
      throws InterruptedException {
    List<Report> reports = new ArrayList<>(List.of(report()));
    Optional<Path> folder = request.folder();
    if (folder.isEmpty()) {
      return judge(new LoadRun(settings, reports.get(0), stop, clock()).run(), objectives);
    }
    try (RunRecorder recorder =
        new RunRecorder(
            folder.get(), request.info(spec, settings, objectives), r -> verdicts(r, objectives))) {
      reports.add(recorder);
      Result result = new LoadRun(settings, new Reports(reports), stop, clock()).run();
      writeFaults(folder.get(), settings, result);
      PrintWriter err = spec.commandLine().getErr();
      err.printf("loadgen: written to %s; ./vitalgrid report %s%n", folder.get(), folder.get());
      err.flush();
      return judge(result, objectives);
    }
  }

  private static void writeFaults(Path folder, LoadSettings settings, Result result) {
    if (settings.events().trouble().faultShare() > 0) {
      try {
        FaultFile.write(
            folder.resolve(FaultFile.NAME),
            settings.events(),
            result.startedMs(),
            result.startedMs() + result.durationMs());
      } catch (IOException e) {
        throw new LoadgenException(
            "%s in folder %s cannot be written: %s".formatted(FaultFile.NAME, folder, e), e);
      }
    }
  }

  private int search(LoadSettings settings, List<Objective> objectives)
      throws InterruptedException {
    return new FindMax(findMax, settings, objectives, stop, clock(), spec.commandLine().getOut())
        .run();
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  private int judge(Result result, List<Objective> objectives) {
    List<Verdict> verdicts = verdicts(result, objectives);
    PrintWriter out =
        request.output.isJson() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    verdicts.forEach(verdict -> out.println(verdict.describe()));
    out.flush();
    if (request.output.junit != null) {
      try {
        JUnitXml.write(request.output.junit, request.name(), result, verdicts);
      } catch (IOException e) {
        throw new LoadgenException("file " + request.output.junit + " cannot be written: " + e, e);
      }
    }
    if (!verdicts.stream().allMatch(Verdict::met)
        || (!objectives.isEmpty() && !result.invalidBecause().isEmpty())) {
      return OBJECTIVE_MISSED;
    }
    boolean wrong = result.check().isPresent() && !result.check().get().isExact();
    boolean failed = result.tally().failed() > 0;
    return !stop.isStopped() && (failed || wrong) ? 1 : 0;
  }

  private static List<Verdict> verdicts(Result result, List<Objective> objectives) {
    return objectives.stream().map(objective -> objective.judge(result)).toList();
  }

  private Report report() {
    PrintWriter out = spec.commandLine().getOut();
    return request.output.isJson()
        ? new JsonReport(out)
        : new TextReport(spec.commandLine().getErr(), out, request.measure.maxSendLag);
  }

  /** A rule's complaint begins with the option's name: says where it was given. */
  private ParameterException wrongUsage(String message) {
    String first = message.substring(0, Math.max(0, message.indexOf(' ')));
    String placed = request.placed(first, message);
    boolean isOption = spec.findOption("--" + first) != null && placed.equals(message);
    return new ParameterException(spec.commandLine(), (isOption ? "--" : "") + placed);
  }
}
