package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.Durations;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code vitalgrid up}: the whole system on one machine. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a Kafka broker, one member of the grid and the load generator, and shows live who is",
      "at risk. Ends after --duration or at Ctrl-C with a summary, and stops all it started.",
      "",
      "Windows are short, unless set: size 30s, slide 5s, watermark lag 5s, lateness 10s;",
      "and alerts are raised after 5s.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed or records unaccounted for, 2 wrong usage, 3 an objective"
          + " (--slo) was missed."
    })
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = ToDuration.class,
      description = "Such as 60s. Default: until it is stopped.")
  private Duration duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = ToDuration.class,
      description = "Left out of the summary's latencies. Default: ${DEFAULT-VALUE}.")
  private Duration warmup;

  @Option(
      names = "--slo",
      paramLabel = "OBJECTIVE",
      converter = ToObjective.class,
      description =
          "Must hold at the end, else the exit code is 3: p50, p99, p99.9 or max, as in"
              + " \"p99<30ms\"; or lost=0. Repeatable.")
  private List<Objective> objectives = new ArrayList<>();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keeps the broker's data and the logs. Default: a temporary folder that goes at the end.")
  private Path dataDir;

  @Mixin private LoadOptions load;
  @Mixin private SettingsOptions options;
  @Spec private CommandSpec spec;

  /** Settings that show everything within a minute. */
  static Settings defaults() {
    return Settings.defaults()
        .withDefault(GridSettings.WINDOW_SIZE, Duration.ofSeconds(30))
        .withDefault(GridSettings.WINDOW_SLIDE, Duration.ofSeconds(5))
        .withDefault(GridSettings.WATERMARK_LAG, Duration.ofSeconds(5))
        .withDefault(GridSettings.LATENESS_ALLOWED, Duration.ofSeconds(10))
        .withDefault(GridSettings.ALERT_MIN_DURATION, Duration.ofSeconds(5));
  }

  @Override
  public Integer call() {
    if (load.cohort() != null && !Files.isReadable(load.cohort())) {
      throw new ParameterException(
          spec.commandLine(),
          "--cohort is %s, which cannot be read: name a readmission CSV, or leave it out"
              .formatted(load.cohort()));
    }
    Settings settings = options.load(defaults());
    UpPlan plan = new UpPlan(load, duration, warmup, List.copyOf(objectives), dataDir);
    return new UpRun(plan, settings, new Console(spec.commandLine().getOut())).run();
  }

  private static final class ToDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Durations.parse(text.strip());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("\"" + text + "\" must be " + e.getMessage());
      }
    }
  }

  private static final class ToObjective implements ITypeConverter<Objective> {
    @Override
    public Objective convert(String text) {
      try {
        return Objective.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
