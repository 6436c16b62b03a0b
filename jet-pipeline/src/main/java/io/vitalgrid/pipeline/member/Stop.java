package io.vitalgrid.pipeline.member;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to stop, made by any thread and seen wherever the program waits. */
public final class Stop {
  /** Thrown where waiting makes no sense any more. */
  static final class Requested extends RuntimeException {
    Requested() {
      super("stopped before it was ready");
    }
  }

  private final CountDownLatch requested = new CountDownLatch(1);

  public void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /**
   * Waits, at most so long.
   *
   * @return whether a stop has been requested
   */
  boolean await(Duration atMost) {
    try {
      return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
      return true;
    }
  }

  /** Waits until a stop is requested. */
  void await() {
    while (!await(Duration.ofDays(1))) {
      // That long, nobody asked.
    }
  }

  /** Pauses, at most so long; throws {@link Requested} if it is to stop. */
  void pause(Duration atMost) {
    if (await(atMost)) {
      throw new Requested();
    }
  }

  /** Requests the stop at the end of a stream, which comes when the process behind it is gone. */
  void atEndOf(InputStream in) {
    Thread watcher =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Unreadable is as good as ended.
              }
              request();
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }
}
