package io.vitalgrid.broker;

import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka broker and controller (KRaft) in this JVM, on the loopback interface.
 *
 * <pre>{@code
 * try (EmbeddedBroker broker = EmbeddedBroker.start()) {
 *   properties.put("bootstrap.servers", broker.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>Topics are not created automatically; records may be up to 16 MB. A broker started on the data
 * folder of a closed one has its topics, records and offsets.
 */
public final class EmbeddedBroker implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final DataDir dataDir;
  private final KraftNode node;
  private boolean closed; // guarded by this

  private EmbeddedBroker(DataDir dataDir, KraftNode node) {
    this.dataDir = dataDir;
    this.node = node;
  }

  /**
   * Where and how a broker runs.
   *
   * @param port the client port; 0 takes any free one
   * @param dataDir the folder of topics and metadata, kept on close; null makes a temporary one
   *     that goes on close
   * @param defaultPartitions partitions of a topic that is created without a number
   */
  public record Options(int port, Path dataDir, int defaultPartitions) {
    /** A free port, a temporary folder, one partition. */
    public static final Options DEFAULTS = new Options(0, null, 1);

    /** Refuses what no broker can run with. */
    public Options {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "port is " + port + ", must be 0 (any free one) to 65535, for example 9092");
      }
      if (defaultPartitions < 1) {
        throw new IllegalArgumentException(
            "partitions is " + defaultPartitions + ", must be at least 1, for example 4");
      }
    }

    /** The same on another port. */
    public Options withPort(int newPort) {
      return new Options(newPort, dataDir, defaultPartitions);
    }

    /** The same in another folder. */
    public Options withDataDir(Path newDataDir) {
      return new Options(port, newDataDir, defaultPartitions);
    }
  }

  /** Starts a broker on a free port in a temporary folder. */
  public static EmbeddedBroker start() {
    return start(Options.DEFAULTS);
  }

  /**
   * Starts a broker; it accepts connections when this returns.
   *
   * @throws BrokerException if the port is taken or the folder cannot be used or is in use
   */
  public static EmbeddedBroker start(Options options) {
    return start(options, () -> {});
  }

  /** As {@link #start(Options)}; {@code onFatalFault} runs when the broker cannot go on. */
  static EmbeddedBroker start(Options options, Runnable onFatalFault) {
    Objects.requireNonNull(options, "options");
    Ports.requireFree(HOST, options.port());
    DataDir dataDir = DataDir.open(options.dataDir());
    EmbeddedBroker broker = null;
    try {
      broker = new EmbeddedBroker(dataDir, KraftNode.start(options, dataDir, onFatalFault));
      return broker;
    } finally {
      if (broker == null) {
        dataDir.close();
      }
    }
  }

  /** The address for clients, such as {@code 127.0.0.1:9092}. */
  public String bootstrapServers() {
    return HOST + ":" + node.port();
  }

  Path dataDir() {
    return dataDir.path();
  }

  /** Stops the broker; removes its folder if it was temporary. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      node.close();
    } finally {
      dataDir.close();
    }
    LOG.debug("broker on port {} stopped", node.port());
  }
}
