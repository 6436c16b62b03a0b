package io.vitalgrid.pipeline.member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run keeps its files; a temporary one goes with the run. */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  /**
   * @param wanted or null for a temporary folder
   */
  static DataFolder open(Path wanted) {
    try {
      return wanted == null
          ? new DataFolder(Files.createTempDirectory("vitalgrid-up-"), true)
          : new DataFolder(Files.createDirectories(wanted.toAbsolutePath()), false);
    } catch (IOException e) {
      throw new StartException(
          "the data folder %s cannot be made: %s. Name another one with --data-dir"
              .formatted(wanted == null ? "in java.io.tmpdir" : wanted, e),
          e);
    }
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("The temporary folder {} could not be removed: {}", path, e.toString());
    }
  }
}
