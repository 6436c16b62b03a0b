package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.Policies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What {@code up} passes on to the load generator, which checks it. */
final class LoadOptions {
  private static final Duration MARGIN = Duration.ofSeconds(2);

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events per second, of all kinds. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Patients that are admitted. Default: 1000, or as many as the file has.")
  private Integer patients;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      description = "Readmission CSV whose rows are admitted. Default: a generated cohort.")
  private Path cohort;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The same seed gives the same events. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out-of-order-share",
      paramLabel = "SHARE",
      description = "Vitals that overtook others. This and the next: 0 is none, 0.01 one in 100.")
  private Double outOfOrderShare;

  @Option(names = "--late-share", paramLabel = "SHARE", description = "Vitals that come late.")
  private Double lateShare;

  @Option(
      names = "--too-late-share",
      paramLabel = "SHARE",
      description = "Vitals that come too late for any window.")
  private Double tooLateShare;

  @Option(
      names = "--duplicate-share",
      paramLabel = "SHARE",
      description = "Records that are sent twice.")
  private Double duplicateShare;

  @Option(
      names = "--bad-share",
      paramLabel = "SHARE",
      description = "Records that must be rejected.")
  private Double badShare;

  @Option(names = "--discharge-share", paramLabel = "SHARE", description = "Discharges.")
  private Double dischargeShare;

  Path cohort() {
    return cohort;
  }

  long seed() {
    return seed;
  }

  /** For people. */
  String describe() {
    String who = patients == null ? "1,000" : "%,d".formatted(patients);
    return "%,d events/s of %s patients (%s), seed %d"
        .formatted(
            rate,
            cohort == null || patients != null ? who : "up to " + who,
            cohort == null ? "generated" : cohort.toString(),
            seed);
  }

  /**
   * The load generator's arguments.
   *
   * @param duration as it was given, or null for no end
   */
  List<String> arguments(Settings settings, String duration) {
    Map<String, Object> options = new TreeMap<>();
    options.put("--bootstrap-servers", Topics.servers(settings));
    options.put("--topic", settings.get(GridSettings.KAFKA_TOPIC_INPUT));
    options.put("--partitions", settings.get(GridSettings.KAFKA_TOPIC_PARTITIONS));
    options.put("--progress", "json");
    options.put("--rate", rate);
    options.put("--seed", seed);
    options.put("--late-by", lateBy(settings));
    options.put("--too-late-by", tooLateBy(settings));
    put(options, "--duration", duration);
    put(options, "--patients", patients);
    put(options, "--cohort", cohort);
    put(options, "--out-of-order-share", outOfOrderShare);
    put(options, "--late-share", lateShare);
    put(options, "--too-late-share", tooLateShare);
    put(options, "--duplicate-share", duplicateShare);
    put(options, "--bad-share", badShare);
    put(options, "--discharge-share", dischargeShare);

    List<String> arguments = new ArrayList<>(List.of("loadgen"));
    options.forEach((name, value) -> arguments.add(name + "=" + value));
    Policies.kafka(settings)
        .forEach(
            (name, value) -> {
              if (!name.equals("bootstrap.servers")) {
                arguments.add("--kafka-property=" + name + "=" + value);
              }
            });
    return arguments;
  }

  private static void put(Map<String, Object> options, String name, Object value) {
    if (value != null) {
      options.put(name, value);
    }
  }

  /**
   * As late as it takes to find settled windows, and not so late that all of them are closed:
   *
   * <pre>
   * now - lag             the watermark
   * now - lag - slide     its first window has settled for sure
   * now - lag - lateness - size + slide    its last window takes nothing any more
   * </pre>
   */
  static String lateBy(Settings settings) {
    Duration min =
        settings.get(GridSettings.WATERMARK_LAG).plus(settings.get(GridSettings.WINDOW_SLIDE));
    Duration max =
        settings
            .get(GridSettings.WATERMARK_LAG)
            .plus(settings.get(GridSettings.LATENESS_ALLOWED))
            .plus(settings.get(GridSettings.WINDOW_SIZE))
            .minus(settings.get(GridSettings.WINDOW_SLIDE))
            .minus(MARGIN);
    return range(min, max.compareTo(min) < 0 ? min : max);
  }

  static String tooLateBy(Settings settings) {
    Duration min =
        settings
            .get(GridSettings.WATERMARK_LAG)
            .plus(settings.get(GridSettings.LATENESS_ALLOWED))
            .plus(settings.get(GridSettings.WINDOW_SIZE))
            .plus(MARGIN);
    return range(min, min.multipliedBy(2));
  }

  private static String range(Duration min, Duration max) {
    return min.toMillis() + "ms.." + max.toMillis() + "ms";
  }
}
