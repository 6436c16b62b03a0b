package io.vitalgrid.pipeline;

import io.vitalgrid.grid.settings.DeviceSettings;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.OutputGuarantee;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.alert.AlertPolicy;
import io.vitalgrid.pipeline.clinical.News2Policy;
import io.vitalgrid.pipeline.clinical.Parameter;
import io.vitalgrid.pipeline.device.DevicePolicy;
import io.vitalgrid.pipeline.event.IngestPolicy;
import io.vitalgrid.pipeline.patient.MonitorPolicy;
import io.vitalgrid.pipeline.sink.TopicPolicy;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From settings to what each stage goes by. */
public final class Policies {
  /** What the whole job must agree on; a member that joins runs with the job's values. */
  private static final List<Setting<?>> OF_THE_JOB =
      List.of(
          GridSettings.WINDOW_SIZE,
          GridSettings.WINDOW_SLIDE,
          GridSettings.WATERMARK_LAG,
          GridSettings.WATERMARK_IDLE_TIMEOUT,
          GridSettings.LATENESS_ALLOWED,
          GridSettings.INGEST_MAX_CLOCK_SKEW,
          GridSettings.STATE_TTL,
          GridSettings.KAFKA_OUTPUT_GUARANTEE,
          GridSettings.NEWS2_MAX_AGE,
          GridSettings.NEWS2_MAX_AGE_RESPIRATORY_RATE,
          GridSettings.NEWS2_MAX_AGE_SPO2,
          GridSettings.NEWS2_MAX_AGE_SUPPLEMENTAL_OXYGEN,
          GridSettings.NEWS2_MAX_AGE_SYSTOLIC_BP,
          GridSettings.NEWS2_MAX_AGE_HEART_RATE,
          GridSettings.NEWS2_MAX_AGE_CONSCIOUSNESS,
          GridSettings.NEWS2_MAX_AGE_TEMPERATURE,
          GridSettings.ALERT_NEWS2_HIGH_POINTS,
          GridSettings.ALERT_NEWS2_MEDIUM_POINTS,
          GridSettings.ALERT_HYSTERESIS_POINTS,
          GridSettings.ALERT_RISK_HIGH_PERCENT,
          GridSettings.ALERT_RISK_HIGH_HYSTERESIS_PERCENT,
          GridSettings.ALERT_DETERIORATING_POINTS,
          GridSettings.ALERT_DETERIORATING_PERIOD,
          GridSettings.ALERT_MIN_DURATION,
          GridSettings.ALERT_COOL_DOWN);

  private Policies() {}

  /** The settings that the job was started with, by name, for the log and for comparison. */
  public static Map<String, String> asArguments(Settings settings) {
    Map<String, String> arguments = new TreeMap<>();
    for (Setting<?> setting : OF_THE_JOB) {
      arguments.put(setting.name(), settings.get(setting).toString());
    }
    return arguments;
  }

  static IngestPolicy ingest(Settings settings) {
    long slideMs = settings.get(GridSettings.WINDOW_SLIDE).toMillis();
    long latenessMs = settings.get(GridSettings.LATENESS_ALLOWED).toMillis();
    return new IngestPolicy(
        settings.get(GridSettings.KAFKA_TOPIC_INPUT),
        consumer(settings),
        admin(settings),
        settings.get(GridSettings.WATERMARK_LAG).toMillis(),
        settings.get(GridSettings.WATERMARK_IDLE_TIMEOUT).toMillis(),
        slideMs,
        watermarkStepMs(slideMs, latenessMs),
        settings.get(GridSettings.INGEST_MAX_CLOCK_SKEW).toMillis());
  }

  /**
   * The coarsest step that loses nothing: windows settle at multiples of the slide, and expire the
   * lateness after that. At most a second, so that the watermark shown is fresh.
   */
  static long watermarkStepMs(long slideMs, long latenessMs) {
    return BigInteger.valueOf(slideMs)
        .gcd(BigInteger.valueOf(latenessMs))
        .gcd(BigInteger.valueOf(1000))
        .longValueExact();
  }

  static MonitorPolicy monitor(Settings settings) {
    return new MonitorPolicy(
        settings.get(GridSettings.KAFKA_TOPIC_INPUT),
        settings.get(GridSettings.WINDOW_SIZE).toMillis(),
        settings.get(GridSettings.WINDOW_SLIDE).toMillis(),
        settings.get(GridSettings.LATENESS_ALLOWED).toMillis(),
        settings.get(GridSettings.STATE_TTL).toMillis(),
        exactlyOnce(settings),
        news2(settings));
  }

  static News2Policy news2(Settings settings) {
    long[] ages = new long[Parameter.COUNT];
    for (int i = 0; i < ages.length; i++) {
      long ownMs = settings.get(maxAge(Parameter.of(i))).toMillis();
      ages[i] = ownMs == 0 ? settings.get(GridSettings.NEWS2_MAX_AGE).toMillis() : ownMs;
    }
    return new News2Policy(ages, settings.get(GridSettings.ALERT_DETERIORATING_PERIOD).toMillis());
  }

  private static Setting<Duration> maxAge(Parameter parameter) {
    return switch (parameter) {
      case RESPIRATORY_RATE -> GridSettings.NEWS2_MAX_AGE_RESPIRATORY_RATE;
      case SPO2 -> GridSettings.NEWS2_MAX_AGE_SPO2;
      case OXYGEN -> GridSettings.NEWS2_MAX_AGE_SUPPLEMENTAL_OXYGEN;
      case SYSTOLIC_BP -> GridSettings.NEWS2_MAX_AGE_SYSTOLIC_BP;
      case HEART_RATE -> GridSettings.NEWS2_MAX_AGE_HEART_RATE;
      case CONSCIOUSNESS -> GridSettings.NEWS2_MAX_AGE_CONSCIOUSNESS;
      case TEMPERATURE -> GridSettings.NEWS2_MAX_AGE_TEMPERATURE;
    };
  }

  static AlertPolicy alerts(Settings settings) {
    return new AlertPolicy(
        settings.get(GridSettings.ALERT_NEWS2_HIGH_POINTS),
        settings.get(GridSettings.ALERT_NEWS2_MEDIUM_POINTS),
        settings.get(GridSettings.ALERT_DETERIORATING_POINTS),
        settings.get(GridSettings.ALERT_HYSTERESIS_POINTS),
        settings.get(GridSettings.ALERT_RISK_HIGH_PERCENT),
        settings.get(GridSettings.ALERT_RISK_HIGH_HYSTERESIS_PERCENT),
        settings.get(GridSettings.ALERT_MIN_DURATION).toMillis(),
        settings.get(GridSettings.ALERT_COOL_DOWN).toMillis(),
        // The window that raised an alert takes late readings until the watermark is so far.
        settings
            .get(GridSettings.WINDOW_SLIDE)
            .plus(settings.get(GridSettings.LATENESS_ALLOWED))
            .plus(settings.get(GridSettings.WATERMARK_LAG))
            .toMillis(),
        settings.get(GridSettings.ALERT_DETERIORATING_PERIOD).toMillis());
  }

  static TopicPolicy topics(Settings settings) {
    return new TopicPolicy(
        settings.get(GridSettings.KAFKA_TOPIC_PREDICTIONS),
        settings.get(GridSettings.KAFKA_TOPIC_LATE_EVENTS),
        settings.get(GridSettings.KAFKA_TOPIC_REJECTED),
        settings.get(GridSettings.KAFKA_TOPIC_ALERTS),
        "vitalgrid.%s.%s"
            .formatted(
                settings.get(GridSettings.GRID_CLUSTER_NAME), settings.get(GridSettings.JOB_NAME)),
        settings.get(GridSettings.GRID_HEARTBEAT_TIMEOUT).toMillis() / 2,
        producer(settings));
  }

  static DevicePolicy devices(Settings settings) {
    return new DevicePolicy(
        settings.get(DeviceSettings.DEVICES_REFRESH).toMillis(),
        settings.get(DeviceSettings.DEVICES_DROP_OUT_GAPS),
        settings.get(DeviceSettings.DEVICES_DROP_OUT_MIN).toMillis(),
        settings.get(DeviceSettings.DEVICES_MISSING_READINGS),
        settings.get(DeviceSettings.DEVICES_CLOCK_TOLERANCE).toMillis(),
        settings.get(GridSettings.INGEST_MAX_CLOCK_SKEW).toMillis(),
        settings.get(DeviceSettings.DEVICES_STUCK_READINGS),
        settings.get(DeviceSettings.DEVICES_OUTLIER_FACTOR),
        settings.get(DeviceSettings.DEVICES_LOST_PERCENT) / 100.0,
        settings.get(DeviceSettings.DEVICES_BAD_RECORDS),
        settings.get(DeviceSettings.DEVICES_DISAGREEMENT_PERCENT) / 100.0,
        settings.get(DeviceSettings.MAPS_DEVICES_TTL).toMillis(),
        settings.get(GridSettings.WINDOW_SLIDE).toMillis());
  }

  /**
   * Client properties common to all; {@code kafka.properties.*} come last and win (but for what
   * {@link #topics} must have).
   */
  public static Map<String, String> kafka(Settings settings) {
    String servers = settings.get(GridSettings.KAFKA_BOOTSTRAP_SERVERS);
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "bootstrap.servers",
        servers.isEmpty() ? "127.0.0.1:" + settings.get(GridSettings.BROKER_PORT) : servers);
    properties.put("enable.metrics.push", "false"); // Kafka's clients would report to the broker
    // As the system sees fit. With Kafka's 64 KiB, the size of one packet of the loopback, its flow
    // control stands still for 200 ms now and then.
    properties.put("receive.buffer.bytes", "-1");
    properties.put("send.buffer.bytes", "-1");
    properties.putAll(settings.kafkaProperties());
    return properties;
  }

  private static Map<String, String> consumer(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("enable.auto.commit", "false");
    properties.put("max.poll.records", "2000");
    // The broker answers a fetch as soon as it has anything, Kafka's default: waiting for more is
    // most of a prediction's latency while there is little, and while there is much there is more.
    properties.putAll(kafka(settings));
    // What becomes of the topic is for InputPartitions to see, and to say.
    properties.put("auto.offset.reset", "none");
    properties.put("allow.auto.create.topics", "false");
    return properties;
  }

  private static Map<String, String> admin(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    // Short, so that it shows soon when Kafka is away.
    properties.put("request.timeout.ms", "5000");
    properties.put("default.api.timeout.ms", "10000");
    properties.putAll(kafka(settings));
    return properties;
  }

  static boolean exactlyOnce(Settings settings) {
    return settings.get(GridSettings.KAFKA_OUTPUT_GUARANTEE) == OutputGuarantee.EXACTLY_ONCE;
  }

  private static Map<String, String> producer(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("acks", "all");
    // What comes while a request is under way makes the next one: waiting on purpose costs latency
    // at small rates, and at large ones batches are large anyway.
    properties.put("linger.ms", "0");
    // What a request takes along at 200,000 predictions a second; Kafka's 16 KiB would be ten.
    properties.put("batch.size", String.valueOf(128 << 10));
    // A refused record may be as large as any that was read.
    properties.put("max.request.size", String.valueOf(64 << 20));
    properties.put("buffer.memory", String.valueOf(128 << 20));
    if (exactlyOnce(settings)) {
      // A transaction that fails is given again; each try is short.
      properties.put("max.block.ms", "10000");
      properties.put("transaction.timeout.ms", "30000");
      properties.put("delivery.timeout.ms", "30000");
      properties.put("request.timeout.ms", "10000");
    } else {
      // Kafka may be away for long: wait, do not give up.
      properties.put("delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE));
      // What the producer has forgotten of a topic that is seldom used costs its next result time.
      properties.put("metadata.max.idle.ms", String.valueOf(Duration.ofDays(1).toMillis()));
    }
    properties.putAll(kafka(settings));
    if (!exactlyOnce(settings)) {
      // A topic that is gone must not hold up the others: waiting is for TopicWriter.
      properties.put("max.block.ms", "0");
    }
    return properties;
  }
}
