package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.grid.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The model server of one trial of the reference design. */
final class ModelServer {
  private static final String MAIN = "io.vitalgrid.benchmarks.peer.scorer.ModelServer";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Child process;
  private final int port;

  private ModelServer(Child process, int port) {
    this.process = process;
    this.port = port;
  }

  static ModelServer start(Path log, Path model) throws InterruptedException {
    int port = FreePort.onLoopback();
    List<String> flags = List.of("-XX:+UseG1GC", "-Xmx512m", "-Dpeer.model=" + model);
    Child process = Child.start("model server", log, flags, MAIN, List.of(Integer.toString(port)));
    try {
      process.await("model server ready", TIMEOUT);
      return new ModelServer(process, port);
    } catch (RuntimeException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  Child process() {
    return process;
  }

  String url() {
    return "http://127.0.0.1:" + port + "/score";
  }
}
