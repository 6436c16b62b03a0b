package io.vitalgrid.loadgen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ends a run from outside: SIGTERM, Ctrl-C, or the end of a stream that the parent process holds
 * open as long as it lives.
 */
final class StopSignal {
  private static final long END_TIMEOUT_SECONDS = 60; // a check may take its time

  private final CountDownLatch stopped = new CountDownLatch(1);

  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits so long at most; returns whether there was a stop. */
  boolean await(long millis) throws InterruptedException {
    return stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Stops when the stream ends; whoever held its other side is gone then. */
  void stopAtEndOf(InputStream in) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Unreadable is as good as ended.
              }
              stop();
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /**
   * Runs the body and ends the process with its exit code, also after SIGTERM or Ctrl-C: then the
   * body is stopped and ends in its own way, and its exit code counts instead of the signal's.
   */
  void runMain(IntSupplier body) {
    CountDownLatch ended = new CountDownLatch(1);
    int[] exitCode = {1};
    Thread hook =
        new Thread(
            () -> {
              stop();
              try {
                if (!ended.await(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                  System.err.printf("loadgen: no end within %d s%n", END_TIMEOUT_SECONDS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(exitCode[0]);
            },
            "loadgen-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      exitCode[0] = body.getAsInt();
    } finally {
      ended.countDown();
    }
    System.exit(exitCode[0]);
  }
}
