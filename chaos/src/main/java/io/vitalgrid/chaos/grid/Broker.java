package io.vitalgrid.chaos.grid;

import io.vitalgrid.broker.BrokerCommand;
import io.vitalgrid.grid.FreePort;
import java.time.Duration;
import java.util.List;

/** The Kafka broker in a process of its own, always at the same port and data folder. */
public final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Workspace workspace;
  private final int port = FreePort.onLoopback();
  private Jvm process;

  private Broker(Workspace workspace) {
    this.workspace = workspace;
  }

  public static Broker start(Workspace workspace) {
    Broker broker = new Broker(workspace);
    broker.restart();
    return broker;
  }

  /** Bootstrap servers. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Starts it and waits until it answers. */
  public void restart() {
    process =
        Jvm.start(
            "broker",
            workspace,
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
            List.of(
                BrokerCommand.class.getName(),
                "--port",
                Integer.toString(port),
                "--data-dir",
                workspace.brokerData().toString()),
            "broker ready");
    process.awaitReady(PATIENCE);
  }

  @Override
  public void close() {
    process.kill();
  }
}
