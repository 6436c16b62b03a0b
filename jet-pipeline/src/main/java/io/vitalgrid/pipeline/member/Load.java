package io.vitalgrid.pipeline.member;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running load generator. */
final class Load {
  private static final Logger LOG = LoggerFactory.getLogger(Load.class);

  private final AtomicReference<LoadProgress> latest = new AtomicReference<>();
  private volatile ChildProcess process;
  private volatile long startedMs;

  private Load() {}

  static Load start(Children children, List<String> arguments) {
    Load load = new Load();
    load.process = children.start(arguments, load::read).mayFinish();
    return load;
  }

  private void read(String line) {
    try {
      LoadProgress progress = LoadProgress.parse(line);
      if (startedMs == 0) {
        startedMs = System.currentTimeMillis() - progress.elapsedMs();
      }
      if (progress.last()) {
        process.mayEnd(); // also with exit code 1: what failed is in this line
      }
      latest.set(progress);
    } catch (IllegalArgumentException e) {
      LOG.warn("loadgen: {}", e.getMessage());
    }
  }

  /** The last thing it said, or null. */
  LoadProgress latest() {
    return latest.get();
  }

  boolean hasStarted() {
    return latest.get() != null;
  }

  /** Whether it has said its last, or is gone. */
  boolean isOver() {
    LoadProgress progress = latest.get();
    return (progress != null && progress.last()) || !process.isAlive();
  }

  /** Since its first event was due. */
  Duration elapsed() {
    return Duration.ofMillis(System.currentTimeMillis() - startedMs);
  }

  /** Stops it, and waits until it has said its last. */
  void stop(Duration atMost) {
    process.terminate();
    process.awaitEnd(atMost);
  }
}
