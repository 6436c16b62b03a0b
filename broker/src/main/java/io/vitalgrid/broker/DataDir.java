package io.vitalgrid.broker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a broker's topics and metadata; a temporary one is deleted on close.
 *
 * <p>It is locked while open. Kafka locks it too, but only after its controller has written to it.
 */
final class DataDir implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataDir.class);

  /** Kafka's mark of a formatted folder. */
  private static final String FORMAT_MARK = "meta.properties";

  private static final String LOCK_FILE = "vitalgrid.lock";

  private final Path path;
  private final boolean temporary;
  private final FileChannel lock;

  private DataDir(Path path, boolean temporary, FileChannel lock) {
    this.path = path;
    this.temporary = temporary;
    this.lock = lock;
  }

  /** Opens the given folder, made if missing, or a new temporary one for null. */
  static DataDir open(Path given) {
    try {
      if (given == null) {
        Path path = Files.createTempDirectory("vitalgrid-broker-");
        return new DataDir(path, true, lock(path));
      }
      Path path = given.toAbsolutePath();
      Files.createDirectories(path);
      requireOursOrEmpty(path);
      return new DataDir(path, false, lock(path));
    } catch (IOException e) {
      throw new BrokerException(
          "data folder %s cannot be used (%s): give a folder that this user may write"
              .formatted(given, e),
          e);
    }
  }

  private static void requireOursOrEmpty(Path path) throws IOException {
    if (Files.exists(path.resolve(FORMAT_MARK))) {
      return;
    }
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.anyMatch(entry -> !entry.endsWith(LOCK_FILE))) {
        throw new BrokerException(
            "data folder %s holds files but no broker's %s: give an empty or a new folder"
                .formatted(path, FORMAT_MARK));
      }
    }
  }

  /** The operating system drops the lock with the process, however that ends. */
  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path.resolve(LOCK_FILE), CREATE, WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null; // by this very process
    }
    if (held == null) {
      channel.close();
      throw new BrokerException(
          "data folder %s is in use by a running broker: stop that one, or give another folder"
              .formatted(path));
    }
    return channel;
  }

  Path path() {
    return path;
  }

  boolean isFormatted() {
    return Files.exists(path.resolve(FORMAT_MARK));
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        deleteTree(path);
      }
    } catch (IOException e) {
      LOG.warn("data folder {} could not be closed or deleted: {}", path, e.toString());
    }
  }

  private static void deleteTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attrs)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Kafka's own clean-up was faster
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
