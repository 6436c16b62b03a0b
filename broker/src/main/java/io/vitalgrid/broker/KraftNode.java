package io.vitalgrid.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.FaultHandlerFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Features;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker, wired as {@link KafkaRaftServer} wires them, with two differences:
 * the controller listens on a port that the operating system chooses (so no port is guessed), and a
 * fatal fault does not halt the JVM by itself.
 */
final class KraftNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);

  private final ControllerServer controller;
  private final BrokerServer broker;
  private int port;

  private KraftNode(ControllerServer controller, BrokerServer broker) {
    this.controller = controller;
    this.broker = broker;
  }

  static KraftNode start(EmbeddedBroker.Options options, DataDir dataDir, Runnable onFatalFault) {
    KafkaConfig config = new KafkaConfig(KraftConfig.of(options, dataDir.path()), false);
    if (!dataDir.isFormatted()) {
      format(dataDir);
    }
    KraftNode node = wire(config, onFatalFault);
    boolean started = false;
    try {
      node.controller.startup();
      node.broker.startup();
      node.port = node.broker.boundPort(new ListenerName(KraftConfig.CLIENT_LISTENER));
      started = true;
      return node;
    } catch (Exception e) { // Scala throws checked exceptions too
      throw new BrokerException(
          "the broker did not start in %s: %s".formatted(dataDir.path(), e.getMessage()), e);
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  private static KraftNode wire(KafkaConfig config, Runnable onFatalFault) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> stored =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
    SharedServer shared =
        new SharedServer(
            config,
            stored._1(),
            Time.SYSTEM,
            new Metrics(Time.SYSTEM),
            voters,
            List.of(),
            faultHandlers(onFatalFault));
    BrokerServer broker = new BrokerServer(shared);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
    var unused =
        controller
            .socketServerFirstBoundPortFuture()
            .thenAccept(bound -> voters.complete(Map.of(KraftConfig.NODE_ID, loopback(bound))));
    return new KraftNode(controller, broker);
  }

  private static FaultHandlerFactory faultHandlers(Runnable onFatalFault) {
    return (name, fatal, action) ->
        new LoggingFaultHandler(
            name,
            () -> {
              action.run();
              if (fatal) {
                onFatalFault.run();
              }
            });
  }

  /** Writes a new cluster id and the first metadata, as {@code kafka-storage.sh format} does. */
  private static void format(DataDir dataDir) {
    String path = dataDir.path().toString();
    try {
      new Formatter()
          .setNodeId(KraftConfig.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(KraftConfig.CONTROLLER_LISTENER)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
          .setSupportedFeatures(Features.PRODUCTION_FEATURES)
          .setDirectories(List.of(path))
          .setMetadataLogDirectory(path)
          .run();
    } catch (Exception e) {
      throw new BrokerException(
          "data folder %s cannot be formatted (%s): give a folder that this user may write"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
