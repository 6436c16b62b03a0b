package io.vitalgrid.loadgen.measure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Latencies from intended send times, the warm-up's apart: per interval and in total, with three
 * digits, up to an hour. One thread records, another reads.
 */
final class LatencyRecorder {
  private static final long HIGHEST_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(HIGHEST_MICROS, DIGITS);
  private final SingleWriterRecorder warmupRecorder =
      new SingleWriterRecorder(HIGHEST_MICROS, DIGITS);
  private final Histogram total = new Histogram(HIGHEST_MICROS, DIGITS); // guarded by this
  private final Histogram warmup = new Histogram(HIGHEST_MICROS, DIGITS); // guarded by this
  private final LongAdder answered = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private volatile long measureFromNanos = Long.MAX_VALUE;

  /** Events due before this moment on the ticker are warm-up. */
  void measureFrom(long nanos) {
    measureFromNanos = nanos;
  }

  /** An event was seen; both times are the ticker's. */
  void seen(long dueNanos, long nowNanos) {
    answered.increment();
    long micros = Math.min(Math.max(0, nowNanos - dueNanos) / 1000, HIGHEST_MICROS);
    (dueNanos - measureFromNanos >= 0 ? recorder : warmupRecorder).recordValue(micros);
  }

  void unknown() {
    unknown.increment();
  }

  long answered() {
    return answered.sum();
  }

  /** The latencies since the last call, in microseconds, those of the warm-up included. */
  synchronized Histogram takeInterval() {
    Histogram interval = recorder.getIntervalHistogram();
    Histogram early = warmupRecorder.getIntervalHistogram();
    total.add(interval);
    warmup.add(early);
    interval.add(early);
    return interval;
  }

  /** What came so far. */
  synchronized Latency result(String where) {
    Histogram last = takeInterval();
    assert last.getTotalCount() <= answered();
    return new Latency(where, total.copy(), warmup.copy(), answered(), unknown.sum());
  }
}
