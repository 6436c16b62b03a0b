package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.event.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a run has done so far. The sending thread writes what it sent, Kafka's threads what became
 * of it; anyone may read.
 */
public final class Tally {
  // Of maxLagNanos.
  private static final int IN_ALL = 0;
  private static final int AFTER_WARMUP = 1;
  private static final int SINCE_ASKED = 2;

  private final Map<Kind, AtomicLong> sent = new EnumMap<>(Kind.class);
  private final AtomicLong answerable = new AtomicLong();
  private final LongAdder acked = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicLongArray maxLagNanos = new AtomicLongArray(3);
  private volatile String lastError = "";
  private volatile Cost cost = new Cost(0, 0);

  /**
   * What the sending thread took.
   *
   * @param cpuNanos processor time
   * @param allocatedBytes of the heap
   */
  public record Cost(long cpuNanos, long allocatedBytes) {}

  public Tally() {
    for (Kind kind : Kind.values()) {
      sent.put(kind, new AtomicLong());
    }
  }

  void sent(Kind kind, boolean hasAnswer) {
    increment(sent.get(kind));
    if (hasAnswer) {
      increment(answerable);
    }
  }

  private static void increment(AtomicLong count) {
    count.lazySet(count.getPlain() + 1); // one writer
  }

  void lag(long nanos, boolean warmedUp) {
    raise(IN_ALL, nanos);
    raise(SINCE_ASKED, nanos);
    if (warmedUp) {
      raise(AFTER_WARMUP, nanos);
    }
  }

  private void raise(int i, long nanos) {
    if (nanos > maxLagNanos.get(i)) {
      maxLagNanos.set(i, nanos);
    }
  }

  void acknowledged() {
    acked.increment();
  }

  void failed(Exception e) {
    lastError = e.toString();
    failed.increment();
  }

  void cost(Cost whole) {
    cost = whole;
  }

  /** Of the whole run; zero while it runs. */
  public Cost cost() {
    return cost;
  }

  public long sentOf(Kind kind) {
    return sent.get(kind).get();
  }

  /** Records of every kind, handed over or failed. */
  public long sent() {
    long sum = 0;
    for (AtomicLong count : sent.values()) {
      sum += count.get();
    }
    return sum;
  }

  /** Records with new measurements, in order or not. */
  public long vitals() {
    long sum = 0;
    for (Kind kind : Kind.values()) {
      sum += kind.isVitals() ? sentOf(kind) : 0;
    }
    return sum;
  }

  /** Records that must be answered with a prediction of their own. */
  public long answerable() {
    return answerable.get();
  }

  public long acked() {
    return acked.sum();
  }

  public long failed() {
    return failed.sum();
  }

  /** The last failure, or empty. */
  public String lastError() {
    return lastError;
  }

  /** The longest time from an intended send time to the sending, in the whole run. */
  public long maxLagNanos() {
    return maxLagNanos.get(IN_ALL);
  }

  /** The same without the warm-up. */
  public long maxLagAfterWarmupNanos() {
    return maxLagNanos.get(AFTER_WARMUP);
  }

  /** The same since the last call. */
  public long takeMaxLagNanos() {
    return maxLagNanos.getAndSet(SINCE_ASKED, 0);
  }
}
