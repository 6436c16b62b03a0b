package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.util.FileUtils;
import org.apache.flink.util.OutputTag;

/** What the forms of the Flink job share: environment, source, windows. */
final class Flow {
  static final TypeInformation<BedEvent> EVENT =
      new PeerType<>(BedEvent.class, new EventSerializer());
  static final TypeInformation<Prediction> PREDICTION =
      new PeerType<>(Prediction.class, new PredictionSerializer());
  private static final TypeInformation<Stats> STATS =
      new PeerType<>(Stats.class, new StatsSerializer());
  private static final OutputTag<BedEvent> TOO_LATE = new OutputTag<>("too-late", EVENT);

  /** Each access looks at one other entry, too, whether it has expired; Flink's default is five. */
  static final StateTtlConfig FOR_A_DAY =
      StateTtlConfig.newBuilder(Duration.ofHours(24)).cleanupIncrementally(1, false).build();

  private Flow() {}

  static StreamExecutionEnvironment environment() throws IOException {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PeerSettings.PARALLELISM, configured());
    env.getConfig().enableObjectReuse();
    env.setBufferTimeout(Long.getLong("peer.buffer.timeout.ms", 1));
    env.enableCheckpointing(Long.getLong("peer.checkpoint.ms", 500));
    return env;
  }

  /** Events by patient: the only shuffle. */
  static KeyedStream<BedEvent, String> events(StreamExecutionEnvironment env) {
    return env.fromSource(source(), watermarks(), "patient-data", EVENT)
        .keyBy(event -> event.patientId, Types.STRING);
  }

  /**
   * Panes of the sliding windows; what is too late goes to its topic.
   *
   * @param events by patient already, so that they are not shuffled again
   */
  static SingleOutputStreamOperator<Prediction> panes(DataStream<BedEvent> events) {
    SingleOutputStreamOperator<Prediction> panes =
        byPatient(events)
            .window(
                SlidingEventTimeWindows.of(
                    Duration.ofMillis(PeerSettings.SIZE_MS),
                    Duration.ofMillis(PeerSettings.SLIDE_MS)))
            .trigger(new LiveTrigger())
            .allowedLateness(Duration.ofMillis(PeerSettings.LATENESS_MS))
            .sideOutputLateData(TOO_LATE)
            .aggregate(new StatsFunction(), new PaneFunction(), STATS, STATS, PREDICTION);
    panes.getSideOutput(TOO_LATE).sinkTo(Sinks.tooLate()).name("late-events");
    return panes;
  }

  static KeyedStream<BedEvent, String> byPatient(DataStream<BedEvent> events) {
    return DataStreamUtils.reinterpretAsKeyedStream(events, event -> event.patientId, Types.STRING);
  }

  /** Predictions in Redis, and behind it. */
  static DataStream<Prediction> queryable(DataStream<Prediction> predictions) {
    return DataStreamUtils.reinterpretAsKeyedStream(
            predictions, prediction -> prediction.patientId, Types.STRING)
        .transform("redis", PREDICTION, new RedisOperator(PeerSettings.redis()));
  }

  static void publish(DataStream<Prediction> predictions) {
    predictions.sinkTo(Sinks.predictions()).name("predictions");
  }

  private static Configuration configured() throws IOException {
    Path folder = Files.createTempDirectory("flink-checkpoints");
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> FileUtils.deleteDirectoryQuietly(folder.toFile())));
    Configuration configuration = new Configuration();
    configuration.setString("state.backend.type", "hashmap");
    configuration.setString("execution.checkpointing.storage", "filesystem");
    configuration.setString("execution.checkpointing.dir", folder.toUri().toString());
    return configuration;
  }

  private static KafkaSource<BedEvent> source() {
    return KafkaSource.<BedEvent>builder()
        .setTopics(PeerSettings.INPUT)
        .setGroupId("flink")
        .setProperties(PeerSettings.consumer())
        .setProperty("commit.offsets.on.checkpoint", "false")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new EventReader(EVENT))
        .build();
  }

  /** The source keeps one for each Kafka partition. */
  private static WatermarkStrategy<BedEvent> watermarks() {
    return WatermarkStrategy.<BedEvent>forBoundedOutOfOrderness(
            Duration.ofMillis(PeerSettings.LAG_MS))
        .withTimestampAssigner((event, kafkaMs) -> event.timeMs)
        .withIdleness(Duration.ofMinutes(1));
  }
}
