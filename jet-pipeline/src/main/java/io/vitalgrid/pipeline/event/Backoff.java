package io.vitalgrid.pipeline.event;

import java.time.Duration;

/**
 * When to try again: after 100 ms, then twice as long each time up to a limit, without end. The
 * clock is passed in. Used by one thread.
 */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);

  private final Duration longest;
  private int failures;
  private Duration pause = FIRST;
  private long notBeforeNanos;

  /**
   * @param longest pause between two tries
   */
  public Backoff(Duration longest) {
    this.longest = longest;
  }

  /** Whether it is time for a try. */
  public boolean isTime(long nowNanos) {
    return failures == 0 || nowNanos - notBeforeNanos >= 0;
  }

  /**
   * @return how long until the next try
   */
  public Duration failed(long nowNanos) {
    failures++;
    Duration now = pause;
    notBeforeNanos = nowNanos + now.toNanos();
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(longest) > 0 ? longest : twice;
    return now;
  }

  /** How often it failed since it last succeeded. */
  public int failures() {
    return failures;
  }

  public void succeeded() {
    failures = 0;
    pause = FIRST;
  }
}
