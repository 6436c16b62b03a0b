package io.vitalgrid.pipeline.metrics;

import io.vitalgrid.grid.Counter;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of one processor: written by its thread only, read by any. */
public final class Tally {
  private final AtomicLongArray counts = new AtomicLongArray(Counter.values().length);

  public void increment(Counter counter) {
    add(counter, 1);
  }

  public void add(Counter counter, long amount) {
    int i = counter.ordinal();
    counts.lazySet(i, counts.getPlain(i) + amount);
  }

  public long get(Counter counter) {
    return counts.get(counter.ordinal());
  }
}
