package io.vitalgrid.benchmarks.peer.streams;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** How Kafka Streams is set where its defaults are for throughput alone. */
final class StreamsSettings {
  /** As often as Flink makes checkpoints. */
  private static final int COMMIT_INTERVAL_MS = 500;

  private StreamsSettings() {}

  static Properties properties() throws IOException {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "streams");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, PeerSettings.kafka());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, PeerSettings.PARALLELISM);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory("kafka-streams").toString());
    // Its own default for linger.ms is 100.
    copy(PeerSettings.producer(), "producer.", properties);
    Properties consumer = PeerSettings.consumer();
    consumer.remove("enable.auto.commit"); // Streams commits itself and lets nobody say more
    copy(consumer, "main.consumer.", properties);
    return properties;
  }

  private static void copy(Properties from, String prefix, Properties to) {
    from.forEach((name, value) -> to.put(prefix + name, value));
  }
}
