package io.vitalgrid.benchmarks.peer.run;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Processes that some systems need beside their JVM. */
final class Companions {
  private static final String REDIS = "redis-server";

  private final Path folder;
  private final List<Child> started = new ArrayList<>();

  /**
   * None yet.
   *
   * @param folder for logs
   */
  Companions(Path folder) {
    this.folder = folder;
  }

  static boolean hasRedis() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(place -> Files.isExecutable(Path.of(place, REDIS)));
  }

  /**
   * Starts a Redis that keeps nothing on disk.
   *
   * @return where it is, such as redis://127.0.0.1:6379
   */
  String redis() throws InterruptedException {
    int port = Ports.free();
    List<String> command =
        List.of(
            REDIS,
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--save",
            "",
            "--appendonly",
            "no");
    Child redis = Child.launch("redis", folder.resolve("redis.log"), command);
    started.add(redis);
    awaitPort(redis, port);
    return "redis://127.0.0.1:" + port;
  }

  private static void awaitPort(Child process, int port) throws InterruptedException {
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        process.requireAlive(); // which ends the wait
        Thread.sleep(20);
      }
    }
  }

  /**
   * Starts the model server of the reference design.
   *
   * @param flags of its JVM
   * @return where it scores
   */
  String modelServer(List<String> flags) throws InterruptedException {
    int port = Ports.free();
    Child server =
        Child.start(
            "model server",
            folder.resolve("model-server.log"),
            flags,
            "io.vitalgrid.benchmarks.peer.scorer.ModelServer",
            List.of(Integer.toString(port)));
    started.add(server);
    server.await("model server ready", Duration.ofSeconds(30));
    return "http://127.0.0.1:" + port + "/score";
  }

  List<Child> started() {
    return started;
  }
}
