package io.vitalgrid.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class BrokerCommandTest {
  private static final String SIGTERM_STATUS = "143"; // 128 + 15, by convention of the JVM

  @TempDir private Path temp;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatIsLeft() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void when_ready_then_itSaysWhereAndTakesRecords() throws Exception {
    Process broker = start("--port", "0");
    KafkaSide kafka = new KafkaSide(readyAddress(broker));

    kafka.createTopic("patient-data", 4);
    kafka.send("patient-data", "first".getBytes(UTF_8));

    assertThat(kafka.readAll("patient-data")).hasSize(1);
  }

  @Test
  void when_standardInputEnds_then_childStopsAndRemovesItsFolder() throws Exception {
    Process broker = start("--port", "0");
    readyAddress(broker);
    assertThat(folders()).hasSize(1);

    broker.getOutputStream().close();

    assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(broker.exitValue()).isZero();
    assertThat(folders()).isEmpty();
    assertThat(temp.resolve("err")).isEmptyFile();
  }

  @Test
  void when_terminated_then_itStopsAndRemovesItsFolder() throws Exception {
    Process broker = start("--port", "0");
    readyAddress(broker);

    broker.destroy();

    assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(broker.exitValue()).hasToString(SIGTERM_STATUS);
    assertThat(folders()).isEmpty();
  }

  @Test
  void when_terminatedWhileStarting_then_noFolderIsLeft() throws Exception {
    Process broker = start("--port", "0");
    while (folders().isEmpty()) {
      Thread.sleep(5);
    }

    broker.destroy();

    assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(folders()).isEmpty();
    assertThat(temp.resolve("err")).isEmptyFile();
  }

  @Test
  void when_dataDirIsGiven_then_itStaysAfterTheEnd() throws Exception {
    Path dataDir = temp.resolve("kept");
    Process broker = start("--port", "0", "--data-dir", dataDir.toString());
    readyAddress(broker);

    broker.getOutputStream().close();
    broker.waitFor();

    assertThat(dataDir.resolve("meta.properties")).exists();
  }

  @Test
  void when_portIsTaken_then_exitOneAndMessageNamesPortAndWayOut() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringWriter err = new StringWriter();
      int exit = run(err, "--port", Integer.toString(other.getLocalPort()));

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("broker: port " + other.getLocalPort() + " on 127.0.0.1")
          .contains("--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void when_valueIsOutOfRange_then_exitTwoAndMessageNamesTheRule() {
    StringWriter err = new StringWriter();

    assertThat(run(err, "--port", "70000")).isEqualTo(2);
    assertThat(err.toString()).contains("--port is 70000, must be 0 (any free one) to 65535");
  }

  private static int run(StringWriter err, String... args) {
    CommandLine command = BrokerCommand.commandLine();
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  private Process start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                BrokerCommand.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("VITALGRID_CHILD", "1");
    builder.redirectError(temp.resolve("err").toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String readyAddress(Process broker) throws IOException {
    BufferedReader out = broker.inputReader(UTF_8);
    String line = out.readLine();
    assertThat(line).startsWith("broker ready 127.0.0.1:");
    return line.substring("broker ready ".length());
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> entries = Files.list(temp)) {
      return entries
          .filter(p -> p.getFileName().toString().startsWith("vitalgrid-broker-"))
          .toList();
    }
  }
}
