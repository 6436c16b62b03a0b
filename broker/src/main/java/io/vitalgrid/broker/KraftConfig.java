package io.vitalgrid.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Kafka's configuration for one node on the loopback interface: small, quick to start and to stop,
 * nothing created by accident.
 */
final class KraftConfig {
  static final int NODE_ID = 1;
  static final String CLIENT_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;
  private static final long SEGMENT_BYTES = 256L * 1024 * 1024;
  private static final long RETENTION_BYTES = 2L * 1024 * 1024 * 1024; // a partition
  private static final long RETENTION_MS = 24L * 60 * 60 * 1000;

  private KraftConfig() {}

  static Map<String, String> of(EmbeddedBroker.Options options, Path dataDir) {
    Map<String, String> config = new HashMap<>();
    node(config, options, dataDir);
    topics(config, options.defaultPartitions());
    threads(config);
    return config;
  }

  private static void node(
      Map<String, String> config, EmbeddedBroker.Options options, Path dataDir) {
    String host = EmbeddedBroker.HOST;
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("process.roles", "broker,controller");
    // The controller takes a free port; KraftNode tells the quorum which one it became.
    config.put("controller.quorum.voters", NODE_ID + "@" + host + ":0");
    config.put("controller.listener.names", CONTROLLER_LISTENER);
    config.put("inter.broker.listener.name", CLIENT_LISTENER);
    config.put(
        "listeners",
        "%s://%s:%d,%s://%s:0"
            .formatted(CLIENT_LISTENER, host, options.port(), CONTROLLER_LISTENER, host));
    config.put(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    config.put("log.dirs", dataDir.toString());
    // A broker that comes back after a kill waits for the session of its former self to end.
    config.put("broker.session.timeout.ms", "3000");
    config.put("broker.heartbeat.interval.ms", "500");
  }

  private static void topics(Map<String, String> config, int defaultPartitions) {
    config.put("auto.create.topics.enable", "false");
    config.put("num.partitions", Integer.toString(defaultPartitions));
    config.put("default.replication.factor", "1");
    config.put("min.insync.replicas", "1");
    config.put("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    config.put("replica.fetch.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    config.put("log.segment.bytes", Long.toString(SEGMENT_BYTES));
    config.put("log.retention.bytes", Long.toString(RETENTION_BYTES));
    config.put("log.retention.ms", Long.toString(RETENTION_MS));
    config.put("log.retention.check.interval.ms", "60000");
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("group.initial.rebalance.delay.ms", "0");
  }

  private static void threads(Map<String, String> config) {
    config.put("num.network.threads", "2");
    // As the system sees fit: with Kafka's 100 KiB the loopback stands still for 200 ms at times.
    config.put("socket.receive.buffer.bytes", "-1");
    config.put("socket.send.buffer.bytes", "-1");
    config.put("num.io.threads", "4");
    config.put("num.recovery.threads.per.data.dir", "2");
    config.put("background.threads", "2");
    config.put("log.cleaner.dedupe.buffer.size", "2097152"); // of 128 MB by default
  }
}
