package io.vitalgrid.chaos.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The short run: each fault once, real processes, some minutes. */
@Tag("chaos")
class ChaosTest {
  @Test
  void when_eachFaultHappensOnce_then_nothingIsLostDoubledOrWrong() throws Exception {
    Process process = chaos("--rate", "100", "--patients", "100");
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      System.out.println(output); // the table, and whether the network could be cut
    } finally {
      process.destroy();
    }
  }

  /** In a network namespace of its own, where that is permitted. */
  private static Process chaos(String... arguments) throws Exception {
    Path folder = Path.of(System.getProperty("vitalgrid.home"), "chaos");
    List<String> words = new ArrayList<>();
    words.add(folder.resolve("isolated").toString());
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add-")) {
        words.add(flag);
      }
    }
    words.add("-Xmx512m");
    words.add("-XX:+UseSerialGC");
    words.add("-Djava.util.logging.config.file=" + folder.resolve("logging.properties"));
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.add(ChaosCommand.class.getName());
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }
}
