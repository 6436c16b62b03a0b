package io.vitalgrid.pipeline.member;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Another command of VitalGrid that this process started. */
final class ChildProcess {
  private static final int TAIL_LINES = 15;
  private static final long LAST_LINES_MS = 2_000;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread reader;
  private volatile boolean mayEnd;
  private volatile boolean mayFinish;

  private ChildProcess(String name, Path log, Process process, Consumer<String> onLine) {
    this.name = name;
    this.log = log;
    this.process = process;
    reader = new Thread(() -> read(onLine), name + "-output");
    reader.setDaemon(true);
  }

  /**
   * @param onLine hears every line of the child's standard output, in a thread of its own
   */
  static ChildProcess start(
      Launcher launcher, List<String> arguments, Path folder, Consumer<String> onLine) {
    String name = arguments.get(0);
    Path log = folder.resolve(name + ".log");
    try {
      Process process = launcher.child(arguments, log.toFile()).start();
      ChildProcess child = new ChildProcess(name, log, process, onLine);
      child.reader.start();
      return child;
    } catch (IOException e) {
      throw new StartException(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  private void read(Consumer<String> onLine) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        onLine.accept(line);
      }
    } catch (IOException e) {
      // The child is gone, and so is its output.
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** From now on its end is no failure. */
  void mayEnd() {
    mayEnd = true;
  }

  /** Its task is finite: an end with exit code 0 is no failure. */
  ChildProcess mayFinish() {
    mayFinish = true;
    return this;
  }

  /** Throws if the child has ended and should not have, or not so. */
  void check() {
    if (process.isAlive()) {
      return;
    }
    awaitLastLines(); // which may say that the end is as it should be
    if (!mayEnd && !(mayFinish && process.exitValue() == 0)) {
      throw died();
    }
  }

  private StartException died() {
    return new StartException(
        "%s (process %d) ended with exit code %d%n%s"
            .formatted(name, process.pid(), process.exitValue(), tail()));
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - TAIL_LINES);
      return lines.subList(from, lines.size()).stream()
          .map(line -> "  " + name + "| " + line)
          .collect(Collectors.joining(System.lineSeparator()));
    } catch (IOException e) {
      return "  its log " + log + " cannot be read: " + e.getMessage();
    }
  }

  /** Asks it to end: for a child that is the end of its standard input. */
  void terminate() {
    mayEnd = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  /** Waits for its end, at most so long, and ends it by force after that. */
  void awaitEnd(Duration atMost) {
    mayEnd = true;
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        process.waitFor();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    awaitLastLines();
  }

  private void awaitLastLines() {
    try {
      reader.join(LAST_LINES_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    mayEnd = true;
    process.destroyForcibly();
  }
}
