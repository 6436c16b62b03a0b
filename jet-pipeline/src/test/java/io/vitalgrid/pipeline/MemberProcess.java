package io.vitalgrid.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A member in a process of its own, which can be killed. */
public final class MemberProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;

  private MemberProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts {@code vitalgrid member}; {@link #awaitReady} waits for it.
   *
   * @param settings those that differ from the defaults are handed over
   * @param output gets what it says
   */
  public static MemberProcess start(Settings settings, Path output) throws IOException {
    Path root = Path.of(System.getProperty("vitalgrid.home", "."));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx400m",
            "-Djava.util.logging.config.file=" + root.resolve(".ci/test-logging.properties"),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.vitalgrid.pipeline.member.Main",
            "member"));
    GridSettings.ALL.forEach(setting -> add(words, setting, settings));
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    return new MemberProcess(process, output);
  }

  private static <T> void add(List<String> words, Setting<T> setting, Settings settings) {
    T value = settings.get(setting);
    if (!value.equals(setting.defaultValue())) {
      words.add("--set=" + setting.name() + "=" + setting.print(value));
    }
  }

  public MemberProcess awaitReady() throws IOException, InterruptedException {
    long endNanos = System.nanoTime() + START.toNanos();
    while (said().lines().noneMatch("ready"::equals)) {
      if (!process.isAlive() || System.nanoTime() - endNanos > 0) {
        throw new IllegalStateException("the member is not ready; it said:\n" + said());
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
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the member did not end within " + atMost);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
