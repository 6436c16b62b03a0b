package io.vitalgrid.chaos.grid;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.pipeline.score.TestModels;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder with the broker's data, the processes' logs, and the model; deleted when the
 * run was clean, kept to be looked at when it was not.
 */
public final class Workspace implements AutoCloseable {
  private static final List<String> LOGGING =
      List.of(
          "handlers=java.util.logging.ConsoleHandler",
          "java.util.logging.ConsoleHandler.level=ALL",
          "java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter",
          "java.util.logging.SimpleFormatter.format=" + "%1$tF %1$tT.%1$tL %4$-7s %3$s: %5$s%6$s%n",
          ".level=WARNING",
          "io.vitalgrid.level=INFO",
          "com.hazelcast.internal.cluster.level=INFO",
          "com.hazelcast.jet.impl.level=INFO");

  private final Path folder;
  private final Path model;
  private boolean keep;

  private Workspace(Path folder, Path model) {
    this.folder = folder;
    this.model = model;
  }

  public static Workspace create() {
    try {
      Path folder = Files.createTempDirectory("vitalgrid-chaos-");
      Files.write(folder.resolve("logging.properties"), LOGGING);
      return new Workspace(folder, TestModels.write(folder));
    } catch (IOException e) {
      throw new ChaosException(
          "no temporary folder: " + e + "; point -Djava.io.tmpdir at one that can be written", e);
    }
  }

  Path brokerData() {
    return folder.resolve("broker");
  }

  Path model() {
    return model;
  }

  Path logging() {
    return folder.resolve("logging.properties");
  }

  File log(String process) {
    return folder.resolve(process + ".log").toFile();
  }

  /** From now on it stays. */
  public void keep() {
    keep = true;
  }

  @Override
  public void close() {
    if (keep) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
