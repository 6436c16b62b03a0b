package io.vitalgrid.pipeline.member;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Every process that this one has started. None outlives it. */
final class Children implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Launcher launcher;
  private final Path folder;
  private final List<ChildProcess> all = new CopyOnWriteArrayList<>();

  /**
   * @param folder for their logs
   */
  Children(Launcher launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  ChildProcess start(List<String> arguments, Consumer<String> onLine) {
    ChildProcess child = ChildProcess.start(launcher, arguments, folder, onLine);
    all.add(child);
    return child;
  }

  /** Throws if one has ended that should not have. */
  void check() {
    all.forEach(ChildProcess::check);
  }

  /** Ends them at once and without mercy. */
  void kill() {
    all.forEach(ChildProcess::kill);
  }

  @Override
  public void close() {
    all.forEach(ChildProcess::terminate);
    all.forEach(child -> child.awaitEnd(PATIENCE));
  }
}
