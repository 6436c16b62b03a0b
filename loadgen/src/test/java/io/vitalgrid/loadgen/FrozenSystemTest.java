package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator's self-test: a system that stands still for five seconds must not look well. */
@Timeout(180)
class FrozenSystemTest {
  private static final long FROZEN_MS = 5000;

  @TempDir private Path temp;

  @Test
  void when_theSystemIsFrozenForFiveSeconds_then_theReportShowsItInFull() throws Exception {
    Path run = temp.resolve("run");
    Ran ran;
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Process system = echoGrid(broker.bootstrapServers());
      try (BufferedReader said = system.inputReader(UTF_8)) {
        assertThat(said.readLine()).isEqualTo("ready");
        CompletableFuture<Ran> running =
            CompletableFuture.supplyAsync(() -> loadgen(broker.bootstrapServers(), run));
        Path log = run.resolve("latency-topic.hlog");
        while (!Files.exists(log) && !running.isDone()) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(4);
        signal(system, "STOP");
        TimeUnit.MILLISECONDS.sleep(FROZEN_MS);
        signal(system, "CONT");
        ran = running.get();
      } finally {
        system.destroyForcibly();
      }
    }

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(3);
    assertThat(ran.out()).contains("p99<1s: MISSED", "lost=0: met");
    String json = Files.readString(run.resolve("run.json"), UTF_8);
    // Of the 3,600 events after the warm-up 1,000 were due while it stood still, evenly spread.
    assertThat(figure(json, "max_ms")).isGreaterThan(FROZEN_MS - 500.0);
    assertThat(figure(json, "p99_ms")).isGreaterThan(FROZEN_MS - 1000.0);
    assertThat(figure(json, "p90_ms")).isGreaterThan(FROZEN_MS / 2.0);
    assertThat(json).containsPattern("\"backlog_events\" : (8|9|1[0-9])\\d\\d,");
  }

  private static Ran loadgen(String bootstrapServers, Path run) {
    return Ran.loadgen(
        "--bootstrap-servers=" + bootstrapServers,
        "--rate=200",
        "--duration=20s",
        "--warmup=2s",
        "--patients=20",
        "--late-share=0",
        "--too-late-share=0",
        "--max-send-lag=60s", // how well this machine keeps time is not what is tested
        "--slo=p99<1s",
        "--slo=lost=0",
        "--out=" + run);
  }

  private static Process echoGrid(String bootstrapServers) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.util.logging.config.file="
                + System.getProperty("java.util.logging.config.file", ""),
            "-cp",
            classPath,
            EchoGrid.class.getName(),
            bootstrapServers)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** The first of that name: of the latencies after the warm-up. */
  private static double figure(String json, String name) {
    Matcher matcher =
        Pattern.compile("\"latency_topic\".*?\"" + name + "\" : ([0-9.]+)", Pattern.DOTALL)
            .matcher(json);
    assertThat(matcher.find()).as("%s in %s", name, json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
