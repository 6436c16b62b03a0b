package io.vitalgrid.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the test's class path in a process of its own, which can be killed. */
public final class JavaProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * @param output gets what it says
   * @param words main class and arguments
   */
  public static JavaProcess start(Path output, List<String> words) throws IOException {
    Path root = Path.of(System.getProperty("vitalgrid.home", "."));
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx400m",
            "-Djava.util.logging.config.file=" + root.resolve(".ci/test-logging.properties"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    all.addAll(words);
    Process process =
        new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new JavaProcess(process, output);
  }

  /** Waits for a line that begins so. */
  public JavaProcess await(String line) throws IOException, InterruptedException {
    long endNanos = System.nanoTime() + START.toNanos();
    while (said().lines().noneMatch(said -> said.startsWith(line))) {
      if (!process.isAlive() || System.nanoTime() - endNanos > 0) {
        throw new IllegalStateException("never said \"" + line + "\", but:\n" + said());
      }
      Thread.sleep(50);
    }
    return this;
  }

  /** Everything it has said so far. */
  public String said() throws IOException {
    return Files.readString(output, UTF_8);
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM.
   *
   * @return its exit code
   */
  public int terminate(Duration atMost) throws InterruptedException {
    process.destroy();
    return end(atMost);
  }

  /**
   * Waits until it ends by itself.
   *
   * @return its exit code
   */
  public int end(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it did not end within " + atMost);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
