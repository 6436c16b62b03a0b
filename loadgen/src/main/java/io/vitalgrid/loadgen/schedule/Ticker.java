package io.vitalgrid.loadgen.schedule;

import java.util.concurrent.locks.LockSupport;

/** A clock that only moves forward, and waiting on it. */
public interface Ticker {
  /** Nanoseconds since some fixed moment. */
  long nanos();

  /** Waits about this long; may return early. */
  void sleep(long nanos);

  /** The machine's own. */
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };
}
