package io.vitalgrid.pipeline.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} as people run it: a process that starts others. */
class UpTest {
  private static final long AT_MOST_S = 150;

  /** What the launcher does, with the class path of this test in place of the built jars. */
  private static final String LAUNCHER =
      """
      #!/bin/sh
      command=$1; shift
      case $command in
        up) main='io.vitalgrid.pipeline.member.Main up' flags='-Xmx1g' ;;
        broker) main=io.vitalgrid.broker.BrokerCommand flags='-XX:TieredStopAtLevel=1 -Xmx512m' ;;
        loadgen) main=io.vitalgrid.loadgen.LoadgenCommand flags='-Xmx512m' ;;
      esac
      exec "@JAVA@" -XX:+UseSerialGC $flags -Djava.util.logging.config.file="@LOGGING@" $main "$@"
      """;

  @TempDir private Path home;
  private Path output;
  private Process up;
  private final Settings ports =
      Settings.defaults()
          .with(GridSettings.GRID_PORT, FreePort.onLoopback())
          .with(GridSettings.HTTP_PORT, FreePort.onLoopback())
          .with(GridSettings.BROKER_PORT, FreePort.onLoopback());

  @BeforeEach
  void writeLauncher() throws IOException {
    Path root = Path.of(System.getProperty("vitalgrid.home", "."));
    String script =
        LAUNCHER
            .replace("@JAVA@", Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .replace("@LOGGING@", root.resolve(".ci/test-logging.properties").toString());
    Path launcher = Files.writeString(home.resolve("vitalgrid"), script);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    output = home.resolve("output");
  }

  @AfterEach
  void end() throws InterruptedException {
    up.descendants().forEach(ProcessHandle::destroyForcibly);
    up.destroyForcibly().waitFor();
  }

  private void startUp(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(home.resolve("vitalgrid").toString(), "up"));
    words.addAll(
        List.of(
            "--rate=100",
            "--patients=20",
            "--warmup=1s",
            "--data-dir=" + home.resolve("data"),
            "--set=grid.cluster-name=up-test",
            "--set=model.path=" + TestModel.write(home)));
    for (var port :
        List.of(GridSettings.GRID_PORT, GridSettings.HTTP_PORT, GridSettings.BROKER_PORT)) {
      words.add("--set=" + port.name() + "=" + ports.get(port));
    }
    words.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("VITALGRID_"));
    environment.put("VITALGRID_HOME", home.toString());
    environment.put(
        "CLASSPATH",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    up = builder.redirectOutput(output.toFile()).start();
  }

  private String said() throws IOException {
    return Files.readString(output, UTF_8);
  }

  private void awaitLine(String start) throws IOException, InterruptedException {
    for (long i = 0; i < AT_MOST_S * 10 && up.isAlive(); i++) {
      if (said().lines().anyMatch(line -> line.startsWith(start))) {
        return;
      }
      Thread.sleep(100);
    }
    assertThat(said()).as("output of up").containsPattern("(?m)^" + start);
  }

  private int exitCode() throws IOException, InterruptedException {
    assertThat(up.waitFor(AT_MOST_S, TimeUnit.SECONDS)).as(said()).isTrue();
    return up.exitValue();
  }

  private ProcessHandle child(String main) {
    return up.descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(main))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void when_durationIsOver_then_everyRecordIsAccountedFor_and_nothingIsLeft() throws Exception {
    startUp("--duration=3s", "--slo=lost=0");

    int exitCode = exitCode();

    assertThat(exitCode).as(said()).isZero();
    assertThat(said())
        .contains("first prediction after ")
        .containsPattern("sent +300 in 3\\.\\d s")
        .containsPattern("acknowledged by the broker +300\n")
        .containsPattern("read, each counted once +300 +equal\n")
        .containsPattern("updated a profile +20\n")
        .containsPattern("accounted for +300 +equal\n")
        .contains("lost=0: met");
    assertThat(up.descendants()).isEmpty();
    assertThat(Ports.claimWithBroker(ports, line -> {})).isNotNull(); // all three are free again
  }

  @Test
  void when_terminated_then_itEndsInOrder_with_theSummaryOfWhatWasDone() throws Exception {
    startUp();
    awaitLine("1s ");
    List<ProcessHandle> children = up.descendants().toList();
    assertThat(children).hasSize(2);

    up.toHandle().destroy(); // SIGTERM

    assertThat(exitCode()).as(said()).isZero();
    assertThat(said()).containsPattern("accounted for +\\d+ +equal\n");
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void when_theBrokerDies_then_itIsNamed_and_upFails() throws Exception {
    startUp();
    awaitLine("1s ");

    child("BrokerCommand").destroyForcibly();

    assertThat(exitCode()).as(said()).isEqualTo(1);
    assertThat(said()).containsPattern("up: broker \\(process \\d+\\) ended with exit code 137");
    assertThat(up.descendants()).isEmpty();
  }
}
