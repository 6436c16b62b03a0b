package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.util.OutputTag;

/**
 * Flink in one JVM. One shuffle, by patient; everything after it is one chain without copies.
 *
 * <pre>
 * Kafka ─ parse ─ watermarks ═ by patient ═ profile ─ sliding windows ─ score (─ Redis) ─ Kafka
 *                                                      └─ too late ─ Kafka
 * </pre>
 */
public final class FlinkJob {
  private static final TypeInformation<BedEvent> EVENT =
      new PeerType<>(BedEvent.class, new EventSerializer());
  private static final TypeInformation<Stats> STATS =
      new PeerType<>(Stats.class, new StatsSerializer());
  private static final TypeInformation<Prediction> PREDICTION =
      new PeerType<>(Prediction.class, new Passing<>());
  private static final OutputTag<BedEvent> TOO_LATE = new OutputTag<>("too-late", EVENT);

  private FlinkJob() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PeerSettings.PARALLELISM, configured());
    env.getConfig().enableObjectReuse();
    env.setBufferTimeout(Long.getLong("peer.buffer.timeout.ms", 2));
    env.enableCheckpointing(500);
    SingleOutputStreamOperator<BedEvent> events =
        env.fromSource(source(), watermarks(), "patient-data", EVENT)
            .keyBy(event -> event.patientId, Types.STRING)
            .process(new ProfileFunction(), EVENT);
    // The key is the same as before: no second shuffle.
    KeyedStream<BedEvent, String> byPatient =
        DataStreamUtils.reinterpretAsKeyedStream(events, event -> event.patientId, Types.STRING);
    SingleOutputStreamOperator<Prediction> panes =
        byPatient
            .window(
                SlidingEventTimeWindows.of(
                    Duration.ofMillis(PeerSettings.SIZE_MS),
                    Duration.ofMillis(PeerSettings.SLIDE_MS)))
            .trigger(new LiveTrigger())
            .allowedLateness(Duration.ofMillis(PeerSettings.LATENESS_MS))
            .sideOutputLateData(TOO_LATE)
            .aggregate(new StatsFunction(), new PaneFunction(), STATS, STATS, PREDICTION);
    SingleOutputStreamOperator<Prediction> scored =
        panes.transform("score", PREDICTION, new ScoreOperator(PeerSettings.model()));
    SingleOutputStreamOperator<Prediction> done =
        PeerSettings.redis().isEmpty() ? scored : queryable(scored);
    done.sinkTo(Sinks.predictions()).name("predictions");
    panes.getSideOutput(TOO_LATE).sinkTo(Sinks.tooLate()).name("late-events");
    env.execute("vitals");
  }

  private static SingleOutputStreamOperator<Prediction> queryable(
      SingleOutputStreamOperator<Prediction> scored) {
    return DataStreamUtils.reinterpretAsKeyedStream(scored, each -> each.patientId, Types.STRING)
        .transform("redis", PREDICTION, new RedisOperator(PeerSettings.redis()));
  }

  private static Configuration configured() throws java.io.IOException {
    Path folder = Files.createTempDirectory("flink-checkpoints");
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
