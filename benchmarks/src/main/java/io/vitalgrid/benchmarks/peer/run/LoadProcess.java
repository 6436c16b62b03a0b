package io.vitalgrid.benchmarks.peer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The load generator as one process for all loads on a system, so that it is compiled when
 * something is measured: one that has just begun takes half of a core for its compilers.
 *
 * <p>Commands are lines of its input, a log file and arguments separated by tabs. It ends when
 * there are no more, and so some time after whoever has started it.
 */
final class LoadProcess implements AutoCloseable {
  private static final String SEPARATOR = "\t";

  private final Child process;
  private int runs;

  private LoadProcess(Child process) {
    this.process = process;
  }

  static LoadProcess start(Path log) {
    List<String> flags = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");
    return new LoadProcess(
        Child.start("load generator", log, flags, LoadProcess.class.getName(), List.of()));
  }

  /**
   * Runs one load to its end.
   *
   * @param log what it says goes there
   * @return its exit code
   */
  int run(Path log, List<String> arguments, Duration timeout) throws InterruptedException {
    process.tell(log + SEPARATOR + String.join(SEPARATOR, arguments));
    try {
      return Integer.parseInt(process.await(ended(++runs), timeout));
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + ", and " + log, e);
    }
  }

  /** How long its JIT compilers have worked so far. */
  Duration compileTime() {
    return process.compileTime();
  }

  @Override
  public void close() {
    process.close();
  }

  /** The process's own. */
  public static void main(String[] args) throws IOException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    int run = 0;
    for (String line; (line = commands.readLine()) != null; ) {
      String[] words = line.split(SEPARATOR, -1);
      int exit = 1;
      try (PrintWriter log = new PrintWriter(words[0], UTF_8)) {
        exit = LoadgenCommand.execute(log, Arrays.copyOfRange(words, 1, words.length));
      } catch (Error e) { // of memory, perhaps: its other threads would live on
        e.printStackTrace();
        Runtime.getRuntime().halt(exit);
      }
      System.out.println(ended(++run) + " " + exit);
    }
  }

  private static String ended(int run) {
    return "load " + run + " ended with";
  }
}
