package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.check.OutputTopics;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.measure.Probes;
import io.vitalgrid.loadgen.report.JsonReport;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Reports;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.report.TextReport;
import io.vitalgrid.loadgen.run.RunInfo;
import io.vitalgrid.loadgen.run.RunRecorder;
import io.vitalgrid.loadgen.scenario.Scenario;
import io.vitalgrid.loadgen.schedule.Plan;
import io.vitalgrid.loadgen.slo.JUnitXml;
import io.vitalgrid.loadgen.slo.Objective;
import io.vitalgrid.loadgen.slo.Objective.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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
    description = {
      "Admits patients and streams their vitals to Kafka on a schedule that waits for nothing,"
          + " with",
      "disorder as asked for; measures how long the predictions take, and checks that they are",
      "complete.",
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
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = ScenarioDefaults.OPTION,
      paramLabel = "NAME|FILE",
      description = {
        "A ready scenario or a YAML file: phases of load, objectives, and any of",
        "these options. Options of the command line win."
      })
  private String scenarioName; // Main reads it before the rest is parsed

  @Option(names = "--dry-run", description = "Says what the run would be, and ends.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events per second, of all kinds. Default: 1000.")
  private Integer rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Such as 60s. Default: until stopped.")
  private Duration duration;

  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Mixin private PatientOptions patients = new PatientOptions();
  @Mixin private DisorderOptions disorder = new DisorderOptions();
  @Mixin private TroubleOptions trouble = new TroubleOptions();
  @Mixin private GridOptions grid = new GridOptions();
  @Mixin private MeasureOptions measure = new MeasureOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private FindMaxOptions findMax = new FindMaxOptions();

  @Spec private CommandSpec spec;

  private final StopSignal stop;
  private Scenario scenario; // null: none

  LoadgenCommand(StopSignal stop) {
    this.stop = stop;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    Main.run(args);
  }

  void use(Scenario named) {
    scenario = named;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (scenarioName != null && scenario == null) {
      throw new IllegalStateException("scenario " + scenarioName + " was not read");
    }
    LoadSettings settings;
    List<Objective> objectives;
    try {
      settings = settings();
      objectives = objectives();
      if (findMax.isAsked() && !findMax.fits(objectives)) {
        throw new IllegalArgumentException("find-max needs an objective, such as --slo 'p99<30ms'");
      }
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
    Announcement announcement =
        new Announcement(spec.commandLine().getErr(), settings, patients.describe());
    if (dryRun) {
      announcement.plan(spec.commandLine().getOut());
      return 0;
    }
    if (!output.isJson()) {
      announcement.start();
    }
    return findMax.isAsked() ? search(settings, objectives) : runOnce(settings, objectives);
  }

  private int runOnce(LoadSettings settings, List<Objective> objectives)
      throws InterruptedException {
    List<Report> reports = new ArrayList<>(List.of(report()));
    Optional<Path> folder = folder();
    if (folder.isEmpty()) {
      return judge(new LoadRun(settings, reports.get(0), stop, clock()).run(), objectives);
    }
    try (RunRecorder recorder =
        new RunRecorder(folder.get(), info(settings, objectives), r -> verdicts(r, objectives))) {
      reports.add(recorder);
      Result result = new LoadRun(settings, new Reports(reports), stop, clock()).run();
      PrintWriter err = spec.commandLine().getErr();
      err.printf("loadgen: written to %s; ./vitalgrid report %s%n", folder.get(), folder.get());
      err.flush();
      return judge(result, objectives);
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
    PrintWriter out = output.isJson() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    verdicts.forEach(verdict -> out.println(verdict.describe()));
    out.flush();
    if (output.junit != null) {
      try {
        JUnitXml.write(output.junit, name(), result, verdicts);
      } catch (IOException e) {
        throw new LoadgenException("file " + output.junit + " cannot be written: " + e, e);
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

  private LoadSettings settings() {
    boolean silent =
        measure.discard || (output.isJson() && output.out == null && output.objectives.isEmpty());
    List<Stay> cohort = patients.cohort();
    Plan plan = plan();
    return new LoadSettings(
        measure.discard,
        kafka.clients(),
        kafka.topic,
        kafka.partitions,
        plan,
        new EventSettings(
            cohort,
            disorder.toDisorder(),
            trouble.toTrouble(),
            grid.toTerms(),
            patients.deterioratingShare,
            patients.seed,
            plan.outages()),
        measure.maxSendLag,
        measure.warmup,
        silent ? Probes.What.NOTHING : measure.what(kafka.predictionsTopic),
        measure.check && !measure.discard ? Optional.of(checked()) : Optional.empty());
  }

  private OutputTopics checked() {
    return new OutputTopics(
        kafka.predictionsTopic, kafka.lateEventsTopic, kafka.rejectedTopic, measure.sqlUrl());
  }

  /** The scenario's phases, unless rate or duration are given. */
  private Plan plan() {
    if (duration != null && duration.toMillis() < 1) {
      throw new IllegalArgumentException(
          "duration must be above 0, such as 60s; leave it out to run until stopped");
    }
    if (scenario != null && scenario.plan().isPresent() && rate == null && duration == null) {
      return scenario.plan().get();
    }
    if (rate != null && rate < 1) {
      throw new IllegalArgumentException(
          "rate is " + rate + " events/s, must be 1 to 10000000, such as 1000");
    }
    return Plan.constant(rate == null ? 1000 : rate, Optional.ofNullable(duration));
  }

  private List<Objective> objectives() {
    List<Objective> objectives = new ArrayList<>(output.objectives());
    if (scenario != null && objectives.isEmpty()) {
      for (Scenario.Setting objective : scenario.objectives()) {
        try {
          objectives.add(Objective.parse(objective.value()));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              scenario.file() + ", line " + objective.line() + ": " + e.getMessage(), e);
        }
      }
    }
    return objectives;
  }

  private Report report() {
    PrintWriter out = spec.commandLine().getOut();
    return output.isJson()
        ? new JsonReport(out)
        : new TextReport(spec.commandLine().getErr(), out, measure.maxSendLag);
  }

  private String name() {
    return scenario == null ? "loadgen" : scenario.name();
  }

  private Optional<Path> folder() {
    if (output.out != null || scenario == null) {
      return Optional.ofNullable(output.out);
    }
    return Optional.of(
        Path.of("runs", name() + "-" + FOLDER_TIME.format(LocalDateTime.now(clock()))));
  }

  private RunInfo info(LoadSettings settings, List<Objective> objectives) {
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      if (value != null && !String.valueOf(value).equals("[]")) {
        values.put(ScenarioDefaults.name(option), String.valueOf(value));
      }
    }
    values.remove("kafka-property"); // may hold passwords
    return new RunInfo(
        name(),
        scenario == null ? "" : scenario.about(),
        values,
        settings.plan(),
        objectives.stream().map(Objective::text).toList());
  }

  /** A rule's complaint begins with the option's name: says where it was given. */
  private ParameterException wrongUsage(String message) {
    String first = message.substring(0, Math.max(0, message.indexOf(' ')));
    String placed = scenario == null ? message : scenario.placed(first, message);
    boolean isOption = spec.findOption("--" + first) != null && placed.equals(message);
    return new ParameterException(spec.commandLine(), (isOption ? "--" : "") + placed);
  }
}
