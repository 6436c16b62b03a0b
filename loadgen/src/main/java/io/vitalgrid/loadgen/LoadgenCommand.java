package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.report.JsonReport;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.report.TextReport;
import io.vitalgrid.loadgen.send.KafkaClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
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
    description = {
      "Admits patients and streams their vitals to Kafka at a fixed rate that waits for nothing,",
      "with disorder as asked for, and measures how long the predictions take.",
      ""
    },
    footer = {"", "Exit codes: 0 done or stopped, 1 failed, 2 wrong usage."})
public final class LoadgenCommand implements Callable<Integer> {
  private static final int DEFAULT_PATIENTS = 1000;

  /** Held, so that its level stays. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "patient-data",
      description = "Where the events go. Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic, if it must be created. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events per second, of all kinds. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Such as 60s. Default: until stopped.")
  private Duration duration;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description =
          "How many; of a cohort file the first N. Default: "
              + DEFAULT_PATIENTS
              + ", or as many as the file has if those are fewer.")
  private Integer patients;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      description = "Readmission CSV whose rows are admitted. Default: a generated cohort.")
  private Path cohortFile;

  @Option(
      names = "--deteriorating-share",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description = "Patients that get worse now and then. Default: ${DEFAULT-VALUE}.")
  private double deterioratingShare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same events. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private DisorderOptions disorder = new DisorderOptions();

  @Option(
      names = "--kafka-property",
      paramLabel = "NAME=VALUE",
      description = "A property of the Kafka clients, such as security.protocol=SSL; repeatable.")
  private Map<String, String> kafkaProperties = new LinkedHashMap<>();

  @Option(
      names = "--progress",
      paramLabel = "text|json",
      defaultValue = "text",
      description = {
        "text: for people, progress on standard error. json: one object a line",
        "on standard output, predictions are not measured. Default: ${DEFAULT-VALUE}."
      })
  private Progress progress;

  @Option(names = "--no-measure", description = "Leave the predictions alone.")
  private boolean noMeasure;

  @Option(
      names = "--predictions-topic",
      paramLabel = "NAME",
      defaultValue = "predictions",
      description = "Where the predictions come. Default: ${DEFAULT-VALUE}.")
  private String predictionsTopic;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "The first part of the run, which counts neither for the latencies nor for"
              + " --max-send-lag. Default: ${DEFAULT-VALUE}.")
  private Duration warmup;

  @Option(
      names = "--max-send-lag",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description = {
        "If the generator is further behind its own schedule, it says so,",
        "and that the result is not valid. Default: ${DEFAULT-VALUE}."
      })
  private Duration maxSendLag;

  @Spec private CommandSpec spec;

  private final StopSignal stop;

  /** The forms of the progress. */
  enum Progress {
    text,
    json
  }

  LoadgenCommand(StopSignal stop) {
    this.stop = stop;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    quietLogs();
    StopSignal stop = new StopSignal();
    if ("1".equals(System.getenv("VITALGRID_CHILD"))) {
      stop.stopAtEndOf(System.in);
    }
    stop.runMain(() -> commandLine(stop).execute(args));
  }

  static CommandLine commandLine(StopSignal stop) {
    return new CommandLine(new LoadgenCommand(stop))
        .registerConverter(Duration.class, converter(DurationText::duration))
        .registerConverter(DelayRange.class, converter(DurationText::range))
        .setParameterExceptionHandler(LoadgenCommand::wrongUsage)
        .setExecutionExceptionHandler(LoadgenCommand::failed);
  }

  private static <T> CommandLine.ITypeConverter<T> converter(CommandLine.ITypeConverter<T> parse) {
    return text -> {
      try {
        return parse.convert(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    };
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    e.getCommandLine().getErr().println("loadgen: " + e.getMessage());
    e.getCommandLine().getErr().println("loadgen: --help explains every option");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof LoadgenException)) {
      throw e;
    }
    command.getErr().println("loadgen: " + e.getMessage());
    return 1;
  }

  @Override
  public Integer call() throws InterruptedException {
    LoadSettings settings = settings();
    List<Stay> cohort = cohort();
    Report report = report();
    if (progress == Progress.text) {
      announce(settings, cohort.size());
    }
    Result result = new LoadRun(settings, cohort, report, stop, Clock.systemUTC()).run();
    return result.tally().failed() > 0 && !stop.isStopped() ? 1 : 0;
  }

  private LoadSettings settings() {
    boolean measured = progress == Progress.text && !noMeasure;
    try {
      return new LoadSettings(
          new KafkaClients(bootstrapServers, kafkaProperties),
          topic,
          partitions,
          rate,
          Optional.ofNullable(duration),
          disorder.toDisorder(),
          deterioratingShare,
          seed,
          maxSendLag,
          warmup,
          measured ? Optional.of(predictionsTopic) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw wrongUsage("--" + e.getMessage());
    }
  }

  private List<Stay> cohort() {
    if (patients != null && patients < 1) {
      throw wrongUsage("--patients is " + patients + ", must be at least 1, such as 1000");
    }
    if (patients != null && patients > Cohort.MAX_STAYS) {
      throw wrongUsage("--patients is " + patients + ", must be at most " + Cohort.MAX_STAYS);
    }
    int wanted = patients == null ? DEFAULT_PATIENTS : patients;
    if (cohortFile == null) {
      return Cohort.generate(wanted, seed);
    }
    List<Stay> stays = read(cohortFile);
    if (patients != null && patients > stays.size()) {
      throw wrongUsage(
          "--patients is %d, but %s has %d: ask for no more, or leave it out"
              .formatted(patients, cohortFile, stays.size()));
    }
    return stays.subList(0, Math.min(wanted, stays.size()));
  }

  private static List<Stay> read(Path file) {
    if (!Files.isReadable(file)) {
      throw new LoadgenException(
          "cohort file "
              + file
              + " cannot be read: check the path, or leave --cohort out for a"
              + " generated cohort");
    }
    try {
      return Cohort.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new LoadgenException("cohort file: " + e.getMessage(), e);
    }
  }

  private Report report() {
    PrintWriter out = spec.commandLine().getOut();
    return progress == Progress.json
        ? new JsonReport(out)
        : new TextReport(spec.commandLine().getErr(), out, maxSendLag);
  }

  private void announce(LoadSettings settings, int cohortSize) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "loadgen: %,d events/s to topic %s at %s, %s, %,d patients (%s), seed %d%n",
        rate,
        topic,
        bootstrapServers,
        duration == null ? "until stopped" : "for " + duration.toMillis() / 1e3 + " s",
        cohortSize,
        cohortFile == null ? "generated" : cohortFile.getFileName(),
        seed);
    settings
        .predictionsTopic()
        .ifPresent(
            predictions ->
                err.printf(
                    "loadgen: latency is measured to topic %s after a warm-up of %s s%n",
                    predictions, warmup.toMillis() / 1e3));
    err.flush();
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Kafka says much; what matters here is in the counts and the last failure. */
  private static void quietLogs() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      Logger.getLogger("").setLevel(Level.WARNING);
    }
    KAFKA_LOG.setLevel(Level.SEVERE);
  }
}
