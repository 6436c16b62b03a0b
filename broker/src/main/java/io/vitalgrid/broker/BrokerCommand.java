package io.vitalgrid.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code vitalgrid broker}: a broker in a process of its own.
 *
 * <p>It stops on SIGTERM and Ctrl-C and, with {@code VITALGRID_CHILD=1} in the environment, at the
 * end of its standard input, which comes when the process that started it is gone.
 */
@Command(
    name = "vitalgrid broker",
    sortOptions = false,
    description = {
      "Runs a Kafka broker (KRaft, one node) on 127.0.0.1 until it is stopped.",
      "Prints \"broker ready HOST:PORT\" on standard output when it accepts connections.",
      ""
    },
    footer = {"", "Exit codes: 0 stopped, 1 failed, 2 wrong usage."})
public final class BrokerCommand implements Callable<Integer> {
  private static final long STOP_TIMEOUT_SECONDS = 20;

  /** Held, because the log manager itself holds loggers weakly. */
  private static final List<Logger> SILENCED =
      Stream.of(
              "org.apache.kafka.controller.QuorumController",
              "org.apache.kafka.clients.NetworkClient")
          .map(Logger::getLogger)
          .toList();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port for clients; 0 takes any free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder of topics and metadata, kept when the broker stops. Default: a temporary folder"
              + " that is removed when it stops.")
  private Path dataDir;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Partitions of a topic that is created without a number. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This help.")
  boolean help;

  @Spec private CommandSpec spec;

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean failed;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    quietLogs();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BrokerCommand())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (!(e instanceof BrokerException)) {
                throw e;
              }
              command.getErr().println("broker: " + e.getMessage());
              return 1;
            });
  }

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedBroker.Options options = options();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "broker-stop"));
    if ("1".equals(System.getenv("VITALGRID_CHILD"))) {
      stopAtEndOf(System.in);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(options, this::fail)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("broker ready " + broker.bootstrapServers());
      out.flush();
      stop.await();
    } catch (IllegalStateException | BrokerException | LinkageError e) {
      if (stop.getCount() > 0) {
        throw e;
      }
      // Stopped while starting: Kafka cannot register its own hooks any more, and need not.
    } finally {
      stopped.countDown();
    }
    return failed ? 1 : 0;
  }

  private EmbeddedBroker.Options options() {
    try {
      return new EmbeddedBroker.Options(port, dataDir, partitions);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private void fail() {
    failed = true;
    stop.countDown();
  }

  /** The JVM ends once its shutdown hooks have; this one lets the broker close first. */
  private void stopAndWait() {
    stop.countDown();
    try {
      if (!stopped.await(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        System.err.printf("broker: not stopped within %d s, ending now%n", STOP_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopAtEndOf(InputStream in) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Unreadable is as good as ended: whoever held the other side is gone.
              }
              stop.countDown();
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Kafka says much at INFO, and some things at WARNING that are no news here: that a new broker is
   * new, and that a client closed twice at the end.
   */
  private static void quietLogs() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      Logger.getLogger("").setLevel(Level.WARNING);
    }
    for (Logger logger : SILENCED) {
      logger.setLevel(Level.SEVERE);
    }
  }
}
