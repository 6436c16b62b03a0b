package io.vitalgrid.benchmarks.peer.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Stats;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Kafka Streams in one JVM. The topic is keyed by patient already, so nothing is shuffled.
 *
 * <pre>
 * Kafka ─ parse ─ profile ─ hopping windows ─ score ─ Kafka
 *                    └─ too late ─ Kafka
 * </pre>
 */
public final class StreamsJob {
  private static final Duration SIZE = Duration.ofMillis(PeerSettings.SIZE_MS);

  /** Streams has one patience where the others have two: watermark lag and allowed lateness. */
  private static final Duration GRACE =
      Duration.ofMillis(PeerSettings.LAG_MS + PeerSettings.LATENESS_MS);

  private StreamsJob() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    CountDownLatch failed = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(topology(), StreamsSettings.properties())) {
      streams.setUncaughtExceptionHandler(
          failure -> {
            failed.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      failed.await();
    }
    System.exit(1);
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(ProfileProcessor.store());
    KStream<String, BedEvent> vitals =
        builder.stream(
                PeerSettings.INPUT,
                Consumed.with(Serdes.String(), EventSerde.parsing())
                    .withTimestampExtractor(new EventTime()))
            .processValues(() -> new ProfileProcessor(GRACE.toMillis()), ProfileProcessor.STORE);
    vitals
        .filter((patient, event) -> event.kind == BedEvent.TOO_LATE)
        .mapValues(StreamsJob::tooLate)
        .to(PeerSettings.LATE_EVENTS, Produced.with(Serdes.String(), Serdes.ByteArray()));
    vitals
        .filter((patient, event) -> event.kind == BedEvent.VITALS)
        .groupByKey(Grouped.with(Serdes.String(), EventSerde.parsing()))
        .windowedBy(
            TimeWindows.ofSizeAndGrace(SIZE, GRACE)
                .advanceBy(Duration.ofMillis(PeerSettings.SLIDE_MS)))
        .aggregate(Stats::new, StreamsJob::add, windows())
        .toStream()
        .filter((window, stats) -> stats.showsIn(window.window().end()))
        .process(ScoreProcessor::new)
        .to(PeerSettings.PREDICTIONS, Produced.with(Serdes.String(), Serdes.ByteArray()));
    return builder.build();
  }

  private static Stats add(String patient, BedEvent event, Stats stats) {
    stats.add(event);
    stats.revision++;
    return stats;
  }

  /** In memory, with a changelog; a cache would hold predictions back until the next commit. */
  private static Materialized<String, Stats, WindowStore<Bytes, byte[]>> windows() {
    return Materialized.<String, Stats>as(
            Stores.inMemoryWindowStore("windows", SIZE.plus(GRACE), SIZE, false))
        .withKeySerde(Serdes.String())
        .withValueSerde(
            Serdes.serdeFrom(
                (topic, stats) -> stats == null ? null : stats.bytes(),
                (topic, bytes) -> bytes == null ? null : Stats.of(bytes)))
        .withCachingDisabled();
  }

  private static byte[] tooLate(BedEvent event) {
    return "{\"patient_id\":\"%s\",\"event_id\":\"%s/%d\",\"event_time\":%d}"
        .formatted(event.patientId, event.deviceId, event.seq, event.timeMs)
        .getBytes(UTF_8);
  }
}
