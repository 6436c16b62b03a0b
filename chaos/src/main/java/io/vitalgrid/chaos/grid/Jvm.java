package io.vitalgrid.chaos.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.chaos.ChaosException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process of the grid: a JVM with the class path of this one. It ends with this process, because
 * its standard input does.
 */
final class Jvm {
  private final String name;
  private final File log;
  private final Process process;
  private final CountDownLatch ready = new CountDownLatch(1);

  private Jvm(String name, File log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * @param mark the word with which a line of standard output says that the process is ready
   */
  static Jvm start(
      String name, Workspace workspace, List<String> flags, List<String> command, String mark) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--add-")) { // what Hazelcast asks for
        words.add(flag);
      }
    }
    words.add("-Djava.util.logging.config.file=" + workspace.logging());
    words.addAll(flags);
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("VITALGRID_CHILD", "1");
    File log = workspace.log(name);
    try {
      Jvm jvm =
          new Jvm(name, log, builder.redirectError(ProcessBuilder.Redirect.appendTo(log)).start());
      Thread reader = new Thread(() -> jvm.read(mark), name + "-output");
      reader.setDaemon(true);
      reader.start();
      return jvm;
    } catch (IOException e) {
      throw new ChaosException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void read(String mark) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.contains(mark)) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      // It is gone, and so is its output.
    }
  }

  void awaitReady(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!ready.await(100, TimeUnit.MILLISECONDS)) {
        if (!process.isAlive()) {
          throw new ChaosException(
              name + " ended with exit code " + process.exitValue() + "; its log is " + log);
        }
        if (System.nanoTime() - end > 0) {
          throw new ChaosException(
              name + " is not ready after " + atMost.toSeconds() + " s; its log is " + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGTERM, and SIGKILL if that is not enough. */
  void terminate(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** SIGSTOP. */
  void freeze() {
    Shell.run("kill", "-STOP", Long.toString(process.pid()));
  }

  /** SIGCONT. */
  void thaw() {
    Shell.run("kill", "-CONT", Long.toString(process.pid()));
  }
}
