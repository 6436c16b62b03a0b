package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, stopped in the middle of its work. */
class TrainProcessTest {
  private static final long TIMEOUT_SECONDS = 30;

  @TempDir Path folder;

  @Test
  void when_theParentIsGone_then_itEndsAndLeavesNothing() throws Exception {
    Process process = start("1");
    try {
      awaitDraft(process);

      process.getOutputStream().close();

      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(files()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void when_itIsTerminated_then_itLeavesNothing() throws Exception {
    Process process = start("0");
    try {
      awaitDraft(process);

      process.destroy();

      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(files()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** With so many folds it works long enough to be stopped. */
  private Process start(String child) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            TrainCommand.class.getName(),
            "--data",
            "generated",
            "--folds",
            "50",
            "--out",
            folder.resolve("model.onnx").toString());
    builder.environment().put("VITALGRID_CHILD", child);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private void awaitDraft(Process process) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (files() == 0) {
      assertThat(process.isAlive()).as("still running").isTrue();
      assertThat(System.nanoTime()).as("draft in time").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
