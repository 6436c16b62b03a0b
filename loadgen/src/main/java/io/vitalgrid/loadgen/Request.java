package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.check.OutputTopics;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.measure.Probes;
import io.vitalgrid.loadgen.run.RunInfo;
import io.vitalgrid.loadgen.scenario.Scenario;
import io.vitalgrid.loadgen.schedule.Plan;
import io.vitalgrid.loadgen.slo.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** What is asked for: the options, and the scenario behind them. */
final class Request {
  private static final int DEFAULT_RATE = 1000;
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = ScenarioDefaults.OPTION,
      paramLabel = "NAME|FILE",
      description =
          "A ready scenario or a YAML file: phases of load, objectives, and any of these "
              + "options. Options of the command line win.")
  private String scenarioName; // Main reads it before the rest is parsed

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
  @Mixin PatientOptions patients = new PatientOptions();
  @Mixin private DisorderOptions disorder = new DisorderOptions();
  @Mixin private TroubleOptions trouble = new TroubleOptions();
  @Mixin private GridOptions grid = new GridOptions();
  @Mixin MeasureOptions measure = new MeasureOptions();
  @Mixin OutputOptions output = new OutputOptions();

  private Scenario scenario; // null: none

  void use(Scenario named) {
    scenario = named;
  }

  /** Whether a scenario was named that nobody has read. */
  boolean isIncomplete() {
    return scenarioName != null && scenario == null;
  }

  /**
   * What the run is to do.
   *
   * @throws IllegalArgumentException if that cannot be; begins with the option's name
   */
  LoadSettings settings() {
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
            plan.outages(),
            patients.admitted),
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
    return Plan.constant(rate == null ? DEFAULT_RATE : rate, Optional.ofNullable(duration));
  }

  /** Those of the command line, or else the scenario's. */
  List<Objective> objectives() {
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

  String name() {
    return scenario == null ? "loadgen" : scenario.name();
  }

  /** Where the run goes, if anywhere. */
  Optional<Path> folder() {
    if (output.out != null || scenario == null) {
      return Optional.ofNullable(output.out);
    }
    return Optional.of(
        Path.of("runs", name() + "-" + FOLDER_TIME.format(LocalDateTime.now(ZoneOffset.UTC))));
  }

  RunInfo info(CommandSpec spec, LoadSettings settings, List<Objective> objectives) {
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

  /** A complaint about an option, with its place if the scenario set it. */
  String placed(String option, String message) {
    return scenario == null ? message : scenario.placed(option, message);
  }
}
