package io.vitalgrid.grid.settings;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All settings, in the order in which they are printed. */
public final class GridSettings {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration ONE_MS = Duration.ofMillis(1);

  public static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      new Setting<>(
          "kafka.bootstrap-servers",
          "",
          Form.servers(),
          "127.0.0.1:9092",
          "Kafka brokers to connect to first; empty: the broker of `up` or `broker`, at 127.0.0.1"
              + " and broker.port.");

  public static final Setting<Integer> BROKER_PORT =
      new Setting<>("broker.port", 9092, Form.port(1), "Port of the embedded Kafka broker.");

  public static final Setting<String> KAFKA_TOPIC_INPUT =
      new Setting<>(
          "kafka.topic.input", "patient-data", Form.topic(), "Topic that events are read from.");

  public static final Setting<String> KAFKA_TOPIC_PREDICTIONS =
      new Setting<>(
          "kafka.topic.predictions", "predictions", Form.topic(), "Topic that gets every pane.");

  public static final Setting<String> KAFKA_TOPIC_ALERTS =
      new Setting<>("kafka.topic.alerts", "alerts", Form.topic(), "Topic that gets every alert.");

  public static final Setting<String> KAFKA_TOPIC_LATE_EVENTS =
      new Setting<>(
          "kafka.topic.late-events",
          "late-events",
          Form.topic(),
          "Topic that gets every event that came too late for all of its windows.");

  public static final Setting<String> KAFKA_TOPIC_REJECTED =
      new Setting<>(
          "kafka.topic.rejected",
          "patient-data.rejected",
          Form.topic(),
          "Topic that gets every record that was refused, unchanged, with the reason as header.");

  public static final Setting<Integer> KAFKA_TOPIC_PARTITIONS =
      new Setting<>(
          "kafka.topic.partitions",
          4,
          Form.count("partitions", 1, 10_000),
          "Partitions of topics that a member has to create.");

  public static final Setting<OutputGuarantee> KAFKA_OUTPUT_GUARANTEE =
      new Setting<>(
          "kafka.output.guarantee",
          OutputGuarantee.AT_LEAST_ONCE,
          Form.choice(OutputGuarantee.class),
          "Whether topics may get a revision twice after a failure, or get each once but only when"
              + " a snapshot is complete (Kafka transactions).");

  public static final Setting<Duration> WATERMARK_LAG =
      new Setting<>(
          "watermark.lag",
          Duration.ofMinutes(2),
          Form.duration(ZERO),
          "How far the watermark stays behind the highest event time of a Kafka partition.");

  public static final Setting<Duration> WATERMARK_IDLE_TIMEOUT =
      new Setting<>(
          "watermark.idle-timeout",
          Duration.ofSeconds(60),
          Form.duration(ONE_MS),
          "How long a partition without records may hold the watermark back.");

  public static final Setting<Duration> WINDOW_SIZE =
      new Setting<>(
          "window.size",
          Duration.ofMinutes(5),
          Form.duration(ONE_MS),
          "Length of a window; a multiple of window.slide.");

  public static final Setting<Duration> WINDOW_SLIDE =
      new Setting<>(
          "window.slide",
          Duration.ofMinutes(1),
          Form.duration(ONE_MS),
          "Distance between the ends of two windows.");

  public static final Setting<Duration> LATENESS_ALLOWED =
      new Setting<>(
          "lateness.allowed",
          Duration.ofMinutes(3),
          Form.duration(ZERO),
          "How long after it has settled a window still takes late events.");

  public static final Setting<Duration> INGEST_MAX_CLOCK_SKEW =
      new Setting<>(
          "ingest.max-clock-skew",
          Duration.ofSeconds(10),
          Form.duration(ZERO),
          "How far an event may be dated after the broker's record timestamp, which counts as five"
              + " minutes from now at most, before it is refused.");

  public static final Setting<Integer> INGEST_PARALLELISM =
      new Setting<>(
          "ingest.parallelism",
          1,
          Form.count("processors", 1, 256),
          "Kafka source processors of each member.");

  public static final Setting<Duration> STATE_TTL =
      new Setting<>(
          "state.ttl",
          Duration.ofHours(24),
          Form.duration(ONE_MS),
          "How long after the last event a patient's state is kept, on the heap and in map"
              + " patients; the map rounds it up to whole seconds.");

  public static final Setting<String> JOB_NAME =
      new Setting<>("job.name", "vitalgrid", Form.name(), "Name of the job in the grid.");

  public static final Setting<Duration> JOB_SNAPSHOT_INTERVAL =
      new Setting<>(
          "job.snapshot-interval",
          Duration.ofMillis(500),
          Form.duration(Duration.ofMillis(10)),
          "Time between two snapshots of the job: what has to be read again after a failure.");

  public static final Setting<Duration> JOB_SCALE_UP_DELAY =
      new Setting<>(
          "job.scale-up-delay",
          Duration.ofSeconds(10),
          Form.duration(ZERO),
          "How long after a member joined the job restarts to use it.");

  public static final Setting<String> GRID_CLUSTER_NAME =
      new Setting<>(
          "grid.cluster-name",
          "vitalgrid",
          Form.name(),
          "Members join, and clients find, this name.");

  public static final Setting<String> GRID_BIND_ADDRESS =
      new Setting<>(
          "grid.bind-address",
          "127.0.0.1",
          Form.address(),
          "Address of this machine at which the member listens to members and SQL clients; there"
              + " is no authentication, so keep it off open networks.");

  public static final Setting<Integer> GRID_PORT =
      new Setting<>("grid.port", 5701, Form.port(1), "Port for other members and for SQL clients.");

  public static final Setting<List<String>> GRID_MEMBERS =
      new Setting<>(
          "grid.members",
          List.of(),
          Form.members(),
          "127.0.0.1:5701",
          "Members to join; empty: this one starts a grid of its own.");

  public static final Setting<Integer> GRID_MIN_MEMBERS =
      new Setting<>(
          "grid.min-members",
          1,
          Form.count("members", 1, 1000),
          "Members that must see each other for the job to start and to write; with three members"
              + " set 2, so that a part that is cut off does not go on by itself.");

  public static final Setting<Duration> GRID_HEARTBEAT_TIMEOUT =
      new Setting<>(
          "grid.heartbeat-timeout",
          Duration.ofSeconds(15),
          Form.duration(Duration.ofSeconds(5)),
          "How long a member may be silent before the others go on without it; rounded up to whole"
              + " seconds.");

  public static final Setting<Integer> GRID_BACKUP_COUNT =
      new Setting<>(
          "grid.backup-count",
          1,
          Form.count("copies", 0, 6),
          "Synchronous copies of every map entry and of the job's snapshots on other members.");

  public static final Setting<Integer> GRID_COOPERATIVE_THREADS =
      new Setting<>(
          "grid.cooperative-threads",
          0,
          Form.count("threads", 0, 1024),
          "Threads that run the job's processors; 0: one for each core.");

  public static final Setting<Integer> HEAP_ALARM_PERCENT =
      new Setting<>(
          "heap.alarm-percent",
          85,
          Form.count("percent", 1, 100),
          "How full the heap may be after a collection before the member says that it needs more"
              + " memory, or the grid more members; nothing is ever evicted.");

  public static final Setting<Integer> HTTP_PORT =
      new Setting<>(
          "http.port", 8080, Form.port(0), "Port of /metrics and /health; 0: any free one.");

  public static final Setting<String> HTTP_BIND_ADDRESS =
      new Setting<>(
          "http.bind-address",
          "127.0.0.1",
          Form.address(),
          "Address of this machine at which /metrics and /health listen.");

  public static final Setting<String> MODEL_PATH =
      new Setting<>(
          "model.path",
          "",
          Form.path(),
          "model.onnx",
          "ONNX file of the model that a new grid starts with; empty: the one that the grid has.");

  public static final Setting<Integer> MODEL_THREADS =
      new Setting<>(
          "model.threads",
          1,
          Form.count("threads", 1, 256),
          "Threads that one run of the model may use.");

  public static final Setting<ScorerKind> SCORER =
      new Setting<>(
          "scorer",
          ScorerKind.ONNX,
          Form.choice(ScorerKind.class),
          "Which models the grid runs: ONNX only, or Python code too, as shadows; whoever may"
              + " deploy those runs code on every member.");

  public static final Setting<Integer> MODEL_SHADOW_BUDGET_PERCENT =
      new Setting<>(
          "model.shadow-budget-percent",
          25,
          Form.count("percent", 1, 100),
          "Share of one core of each member that the shadow model may take; rows beyond it are"
              + " not compared.");

  public static final Setting<Integer> MODEL_DECISION_THRESHOLD_PERCENT =
      new Setting<>(
          "model.decision-threshold-percent",
          20,
          Form.count("percent", 1, 99),
          "Risk from which on a patient counts as at risk, for the share of decisions that a shadow"
              + " would change.");

  public static final Setting<Duration> NEWS2_MAX_AGE =
      new Setting<>(
          "news2.max-age",
          Duration.ofMinutes(30),
          Form.duration(ONE_MS),
          "How old a value may be, in event time, and still count in NEWS2; an older one is"
              + " missing, and the score says so.");

  public static final Setting<Duration> NEWS2_MAX_AGE_RESPIRATORY_RATE =
      maxAge("respiratory_rate", ZERO);

  public static final Setting<Duration> NEWS2_MAX_AGE_SPO2 = maxAge("spo2", ZERO);

  public static final Setting<Duration> NEWS2_MAX_AGE_SUPPLEMENTAL_OXYGEN =
      maxAge("supplemental_oxygen", Duration.ofHours(4));

  public static final Setting<Duration> NEWS2_MAX_AGE_SYSTOLIC_BP =
      maxAge("systolic_bp", Duration.ofHours(1));

  public static final Setting<Duration> NEWS2_MAX_AGE_HEART_RATE = maxAge("heart_rate", ZERO);

  public static final Setting<Duration> NEWS2_MAX_AGE_CONSCIOUSNESS =
      maxAge("consciousness", Duration.ofHours(4));

  public static final Setting<Duration> NEWS2_MAX_AGE_TEMPERATURE =
      maxAge("temperature", Duration.ofHours(4));

  public static final Setting<Integer> ALERT_NEWS2_HIGH_POINTS =
      new Setting<>(
          "alert.news2-high.points",
          7,
          Form.count("points", 1, 20),
          "NEWS2 from which on an alert NEWS2_HIGH is raised; the chart's is 7.");

  public static final Setting<Integer> ALERT_NEWS2_MEDIUM_POINTS =
      new Setting<>(
          "alert.news2-medium.points",
          5,
          Form.count("points", 1, 20),
          "NEWS2 from which on an alert NEWS2_MEDIUM is raised; the chart's is 5.");

  public static final Setting<Integer> ALERT_HYSTERESIS_POINTS =
      new Setting<>(
          "alert.hysteresis-points",
          1,
          Form.count("points", 0, 20),
          "How far below its threshold a value may be and its alert still be open: with 7 and 1, it"
              + " ends at 5.");

  public static final Setting<Integer> ALERT_RISK_HIGH_PERCENT =
      new Setting<>(
          "alert.risk-high.percent",
          50,
          Form.count("percent", 1, 100),
          "Risk from which on an alert RISK_HIGH is raised.");

  public static final Setting<Integer> ALERT_RISK_HIGH_HYSTERESIS_PERCENT =
      new Setting<>(
          "alert.risk-high.hysteresis-percent",
          5,
          Form.count("percent", 0, 100),
          "How far below its threshold the risk may be and its alert still be open.");

  public static final Setting<Integer> ALERT_DETERIORATING_POINTS =
      new Setting<>(
          "alert.deteriorating.points",
          3,
          Form.count("points", 1, 20),
          "How far NEWS2 must be above its mean of the period before for an alert DETERIORATING.");

  public static final Setting<Duration> ALERT_DETERIORATING_PERIOD =
      new Setting<>(
          "alert.deteriorating.period",
          Duration.ofMinutes(30),
          Form.duration(ONE_MS),
          "Length of the periods whose means NEWS2 is compared with.");

  public static final Setting<Duration> ALERT_MIN_DURATION =
      new Setting<>(
          "alert.min-duration",
          Duration.ofMinutes(1),
          Form.duration(ZERO),
          "How long, in event time, a condition must hold before its alert is raised, and be over"
              + " before it ends.");

  public static final Setting<Duration> ALERT_COOL_DOWN =
      new Setting<>(
          "alert.cool-down",
          Duration.ofMinutes(5),
          Form.duration(ZERO),
          "How long after the end of an alert no other of that patient and kind is raised, in event"
              + " time.");

  public static final Setting<Duration> MAPS_ALERTS_TTL = mapTtl("alerts", Duration.ofHours(24));

  public static final Setting<Duration> MAPS_PREDICTIONS_TTL =
      mapTtl("predictions", Duration.ofHours(24));

  public static final Setting<Duration> MAPS_LATE_EVENTS_TTL =
      mapTtl("late_events", Duration.ofHours(24));

  public static final Setting<Duration> MAPS_WINDOWS_TTL = mapTtl("windows", Duration.ofHours(6));

  private static final List<Setting<?>> OWN =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          BROKER_PORT,
          KAFKA_TOPIC_INPUT,
          KAFKA_TOPIC_PREDICTIONS,
          KAFKA_TOPIC_ALERTS,
          KAFKA_TOPIC_LATE_EVENTS,
          KAFKA_TOPIC_REJECTED,
          KAFKA_TOPIC_PARTITIONS,
          KAFKA_OUTPUT_GUARANTEE,
          WATERMARK_LAG,
          WATERMARK_IDLE_TIMEOUT,
          WINDOW_SIZE,
          WINDOW_SLIDE,
          LATENESS_ALLOWED,
          INGEST_MAX_CLOCK_SKEW,
          INGEST_PARALLELISM,
          STATE_TTL,
          JOB_NAME,
          JOB_SNAPSHOT_INTERVAL,
          JOB_SCALE_UP_DELAY,
          GRID_CLUSTER_NAME,
          GRID_BIND_ADDRESS,
          GRID_PORT,
          GRID_MEMBERS,
          GRID_MIN_MEMBERS,
          GRID_HEARTBEAT_TIMEOUT,
          GRID_BACKUP_COUNT,
          GRID_COOPERATIVE_THREADS,
          HEAP_ALARM_PERCENT,
          HTTP_PORT,
          HTTP_BIND_ADDRESS,
          MODEL_PATH,
          MODEL_THREADS,
          SCORER,
          MODEL_SHADOW_BUDGET_PERCENT,
          MODEL_DECISION_THRESHOLD_PERCENT,
          NEWS2_MAX_AGE,
          NEWS2_MAX_AGE_RESPIRATORY_RATE,
          NEWS2_MAX_AGE_SPO2,
          NEWS2_MAX_AGE_SUPPLEMENTAL_OXYGEN,
          NEWS2_MAX_AGE_SYSTOLIC_BP,
          NEWS2_MAX_AGE_HEART_RATE,
          NEWS2_MAX_AGE_CONSCIOUSNESS,
          NEWS2_MAX_AGE_TEMPERATURE,
          ALERT_NEWS2_HIGH_POINTS,
          ALERT_NEWS2_MEDIUM_POINTS,
          ALERT_HYSTERESIS_POINTS,
          ALERT_RISK_HIGH_PERCENT,
          ALERT_RISK_HIGH_HYSTERESIS_PERCENT,
          ALERT_DETERIORATING_POINTS,
          ALERT_DETERIORATING_PERIOD,
          ALERT_MIN_DURATION,
          ALERT_COOL_DOWN,
          MAPS_ALERTS_TTL,
          MAPS_PREDICTIONS_TTL,
          MAPS_LATE_EVENTS_TTL,
          MAPS_WINDOWS_TTL);

  /** Every setting; {@code kafka.properties.*} comes on top. */
  public static final List<Setting<?>> ALL =
      Stream.of(OWN, DeviceSettings.ALL, DriftSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private GridSettings() {}

  private static Setting<Duration> maxAge(String parameter, Duration defaultValue) {
    return new Setting<>(
        "news2.max-age." + parameter,
        defaultValue,
        Form.duration(ZERO),
        "The same for " + parameter + " alone; 0s: as news2.max-age says.");
  }

  private static Setting<Duration> mapTtl(String map, Duration defaultValue) {
    return new Setting<>(
        "maps." + map + ".ttl",
        defaultValue,
        Form.duration(ONE_MS),
        "How long an entry of map " + map + " is kept; rounded up to whole seconds.");
  }
}
