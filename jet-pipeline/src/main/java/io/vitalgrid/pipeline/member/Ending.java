package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.Counter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time between the last event that was sent and the last prediction that is visible. */
final class Ending {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_IF_STOPPED = Duration.ofSeconds(6);
  private static final long POLL_MS = 200;

  /** Other members tell their counts each second. */
  private static final long QUIET_MS = 600;

  private static final long QUIET_WITH_OTHERS_MS = 2_500;

  private final Member member;
  private final GridTotals grid;
  private final LoadProgress sent;
  private final long before;

  /**
   * @param before records that were in the topic before the load
   */
  Ending(Member member, GridTotals grid, LoadProgress sent, long before) {
    this.member = member;
    this.grid = grid;
    this.sent = sent;
    this.before = before;
  }

  Conservation conservation(Totals totals) {
    return new Conservation(before, sent.acknowledged(), totals.counts());
  }

  /**
   * Waits until everything sent is accounted for and visible and nothing moves any more, or for as
   * long as makes sense.
   */
  Totals drain(boolean stopped) {
    long endNanos = System.nanoTime() + (stopped ? LONGEST_IF_STOPPED : LONGEST).toNanos();
    Totals totals = read();
    long quietSinceNanos = System.nanoTime();
    while (System.nanoTime() - endNanos < 0) {
      try {
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return totals;
      }
      Totals now = read();
      if (moved(totals, now)) {
        quietSinceNanos = System.nanoTime();
      }
      totals = now;
      long quietMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - quietSinceNanos);
      boolean settled =
          conservation(now).holds()
              && now.get(Counter.PREDICTIONS_VISIBLE) == now.get(Counter.PANES_EARLY);
      if (settled && quietMs >= (now.members() > 1 ? QUIET_WITH_OTHERS_MS : QUIET_MS)) {
        break;
      }
    }
    return totals;
  }

  private Totals read() {
    member.publish();
    return grid.read();
  }

  private static boolean moved(Totals before, Totals now) {
    return now.since(before, Counter.RECORDS_READ) != 0
        || now.since(before, Counter.PREDICTIONS_VISIBLE) != 0;
  }
}
