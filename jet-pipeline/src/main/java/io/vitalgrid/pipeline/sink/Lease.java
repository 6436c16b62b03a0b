package io.vitalgrid.pipeline.sink;

import com.hazelcast.jet.RestartableException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this member is surely still one: it has not been frozen for so long that the others may
 * have given it up and do its work. Used by one thread, which must check more often than that.
 */
final class Lease {
  private final Duration length;
  private final LongSupplier nanos;
  private boolean running;
  private long heldUntilNanos;

  /**
   * It runs from the first check on: a start may take long.
   *
   * @param length well below the heartbeat timeout
   */
  Lease(Duration length, LongSupplier nanos) {
    this.length = length;
    this.nanos = nanos;
  }

  /**
   * Renews the lease, if it is held.
   *
   * @throws RestartableException if it has run out: the job goes back to its last snapshot
   */
  void check() {
    long nowNanos = nanos.getAsLong();
    long lateNanos = nowNanos - heldUntilNanos;
    if (running && lateNanos > 0) {
      throw new RestartableException(
          "This member stood still for %d ms, more than the %d ms after which others may have taken"
                  .formatted(length.plusNanos(lateNanos).toMillis(), length.toMillis())
              + " over its work: the job restarts, and nothing more is sent before");
    }
    running = true;
    heldUntilNanos = nowNanos + length.toNanos();
  }
}
