package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command as a process of its own: how it is stopped. */
@Timeout(120)
class LoadgenProcessTest {
  @Test
  void when_stopped_then_itSaysWhatWasDone_andEndsWell() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Process child = start(broker, "1");
      Process standalone = start(broker, "0");
      try (BufferedReader ofChild = child.inputReader(UTF_8);
          BufferedReader ofStandalone = standalone.inputReader(UTF_8)) {
        assertThat(ofChild.readLine()).startsWith("{\"t_ms\":");
        assertThat(ofStandalone.readLine()).startsWith("{\"t_ms\":");

        child.getOutputStream().close();
        standalone.getOutputStream().close();
        assertEndsWell(child, ofChild);
        assertThat(standalone.isAlive()).as("its input is nobody's life line").isTrue();
        standalone.toHandle().destroy(); // SIGTERM
        assertEndsWell(standalone, ofStandalone);
      } finally {
        child.destroyForcibly();
        standalone.destroyForcibly();
      }
    }
  }

  private static void assertEndsWell(Process process, BufferedReader out) throws Exception {
    String last = out.lines().reduce("", (before, line) -> line);
    assertThat(last).matches("\\{\"final\":true,\"sent\":(\\d+),\"acked\":\\1,\"failed\":0,.*}");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static Process start(EmbeddedBroker broker, String child) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            LoadgenCommand.class.getName(),
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--rate",
            "500",
            "--progress",
            "json");
    builder.environment().put("VITALGRID_CHILD", child);
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
