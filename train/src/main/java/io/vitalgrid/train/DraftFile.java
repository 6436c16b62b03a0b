package io.vitalgrid.train;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears under its name only when it is complete: it is written beside it and moved
 * there. If that does not happen, the draft goes, also when the process is stopped, and a file that
 * already had the name stays as it was.
 */
final class DraftFile implements AutoCloseable {
  private final Path target;
  private final Path draft;
  // Guarded by this: the shutdown hook is a thread of its own.
  private boolean created;
  private boolean removed;
  private final Thread removeAtExit = new Thread(this::remove, "remove-draft");

  /**
   * Opens the draft, so that a place that cannot be written shows before the work starts.
   *
   * @param option the command's option that named the file, for the message
   * @throws TrainException if no file can be written there
   */
  DraftFile(Path target, String option) {
    this.target = target.toAbsolutePath();
    this.draft =
        this.target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    if (Files.isDirectory(target)) {
      throw new TrainException(option + " " + target + " is a folder; name a file in it");
    }
    // First the hook: a process that is stopped right after the draft was made removes it.
    Runtime.getRuntime().addShutdownHook(removeAtExit);
    try {
      Files.createDirectories(draft.getParent());
      create();
    } catch (IOException e) {
      close();
      throw new TrainException(
          "cannot write " + option + " " + target + " (" + e + "); name a file in a folder you own",
          e);
    }
  }

  Path path() {
    return draft;
  }

  void write(byte[] content) throws IOException {
    Files.write(draft, content, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Gives the file its name. */
  void publish() throws IOException {
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(removeAtExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs.
    }
  }

  private synchronized void create() throws IOException {
    if (!removed) {
      Files.write(draft, new byte[0], StandardOpenOption.CREATE_NEW);
      created = true;
    }
  }

  private synchronized void remove() {
    removed = true;
    if (!created) {
      return;
    }
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      System.err.println("train: could not remove " + draft + ": " + e);
    }
  }
}
