package io.vitalgrid.benchmarks.peer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.grid.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Redis of one trial: on the loopback, nothing on disk. */
final class Redis implements AutoCloseable {
  private static final String PROGRAM = "redis-server";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Child process;
  private final int port;

  private Redis(Child process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean installed() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
  }

  static Redis start(Path log) throws InterruptedException {
    int port = FreePort.onLoopback();
    String address = InetAddress.getLoopbackAddress().getHostAddress();
    List<String> listen = List.of(PROGRAM, "--bind", address, "--port", Integer.toString(port));
    List<String> command = new ArrayList<>(listen);
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    Redis redis = new Redis(Child.start(PROGRAM, log, command), port);
    try {
      redis.awaitPort();
      return redis;
    } catch (RuntimeException | InterruptedException e) {
      redis.close();
      throw e;
    }
  }

  private void awaitPort() throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        process.requireAlive();
        Thread.sleep(20);
      }
    }
    throw new IllegalStateException(PROGRAM + " did not listen within " + TIMEOUT);
  }

  Child process() {
    return process;
  }

  String url() {
    return "redis://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
  }

  /**
   * Compares what it holds with the topic: of each patient the last record of the newest window, to
   * the byte, and it must expire.
   *
   * @return how many patients
   */
  int requireNewest(String kafka) throws IOException {
    Map<String, byte[]> newest = new HashMap<>();
    Map<String, Long> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : Topics.readAll(kafka, PeerSettings.PREDICTIONS)) {
      String patient = new String(record.key(), UTF_8);
      long endMs = Long.parseLong(Rightness.fields(record.value()).get("window_end"));
      if (endMs >= ends.getOrDefault(patient, Long.MIN_VALUE)) {
        ends.put(patient, endMs);
        newest.put(patient, record.value());
      }
    }
    RedisClient client = RedisClient.create(url());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> commands = connection.sync();
      newest.forEach((patient, record) -> require(commands, patient, new String(record, UTF_8)));
      int held = commands.keys("prediction:*").size();
      if (newest.isEmpty() || held != newest.size()) {
        throw new IllegalStateException(
            "Redis holds %d predictions instead of %d".formatted(held, newest.size()));
      }
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
    return newest.size();
  }

  private static void require(
      RedisCommands<String, String> commands, String patient, String record) {
    String key = "prediction:" + patient;
    if (!record.equals(commands.get(key)) || commands.ttl(key) <= 0) {
      throw new IllegalStateException(
          "Redis does not hold a patient's newest prediction, or holds it for ever");
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
