package io.vitalgrid.pipeline.event;

import java.util.HashMap;
import java.util.Map;

/**
 * The watermark of the Kafka partitions that one source processor reads: the lowest, over active
 * partitions, of highest event time read minus lag.
 *
 * <p>A partition is active until it has been read to its end and has had no event for the idle
 * timeout, and Kafka has confirmed at the end of that time that there is nothing more: when Kafka
 * is away, events may well be waiting. Where all records are refused there is no event: nothing of
 * such a partition moves the watermark, so it must not hold it either. One that was empty when it
 * was assigned is idle at once. While none is active the stream has stopped, and the watermark goes
 * to the end of the newest window, so that everything settles.
 *
 * <p>Watermarks are passed on in steps, a divisor of both slide and lateness: a finer one would
 * settle or expire nothing more. Plain Java; times are passed in.
 */
final class PartitionWatermarks {
  static final long NONE = Long.MIN_VALUE;

  private static final class Partition {
    long highestMs = NONE;
    long silentSinceNanos;
    boolean idle;
  }

  private final long lagMs;
  private final long idleTimeoutNanos;
  private final long stepMs;
  private final long slideMs;
  private final Map<Integer, Partition> partitions = new HashMap<>();
  private long passedOnMs = NONE;

  PartitionWatermarks(IngestPolicy policy) {
    lagMs = policy.lagMs();
    idleTimeoutNanos = policy.idleTimeoutMs() * 1_000_000;
    stepMs = policy.watermarkStepMs();
    slideMs = policy.slideMs();
  }

  /**
   * @param highestMs highest event time read before, or {@link #NONE}
   * @param empty whether there is nothing to read yet
   */
  void assign(int partition, long highestMs, boolean empty, long nowNanos) {
    Partition state = new Partition();
    state.highestMs = highestMs;
    state.silentSinceNanos = nowNanos;
    state.idle = empty && highestMs == NONE;
    partitions.put(partition, state);
  }

  /** An event was read. Refused records have no time, so they are silence. */
  void observe(int partition, long eventTimeMs, long nowNanos) {
    Partition state = partitions.get(partition);
    state.silentSinceNanos = nowNanos;
    state.idle = false;
    state.highestMs = Math.max(state.highestMs, eventTimeMs);
  }

  /** Kafka was away: silence begins anew. */
  void restartSilence(int partition, long nowNanos) {
    partitions.get(partition).silentSinceNanos = nowNanos;
  }

  /** All has been read by now that Kafka had when it was asked. */
  void confirmSilence(int partition, long askedNanos) {
    Partition state = partitions.get(partition);
    if (askedNanos - state.silentSinceNanos >= idleTimeoutNanos) {
      state.idle = true;
    }
  }

  /** Whether Kafka must be asked: active, and silent for so long. */
  boolean isSilent(int partition, long nowNanos, long forNanos) {
    Partition state = partitions.get(partition);
    return !state.idle && nowNanos - state.silentSinceNanos >= forNanos;
  }

  /** Forgets all partitions: the topic is another now. The watermark stays where it is. */
  void clear() {
    partitions.clear();
  }

  long highestMs(int partition) {
    return partitions.get(partition).highestMs;
  }

  /** Whether no partition is active. */
  boolean isIdle() {
    return partitions.values().stream().allMatch(state -> state.idle);
  }

  /**
   * @return a watermark to pass on, or {@link #NONE} if it has not moved by a step
   */
  long advance(boolean idle) {
    long watermark = idle ? endOfStream() : lowestOfActive();
    if (watermark == NONE) {
      return NONE;
    }
    watermark = Math.floorDiv(watermark, stepMs) * stepMs;
    if (watermark <= passedOnMs) {
      return NONE;
    }
    passedOnMs = watermark;
    return watermark;
  }

  /**
   * A watermark with which to take back that the source is idle. Jet takes any for that which is
   * higher than the last one, so this one is, by 1 ms: it settles and expires nothing, because it
   * is no multiple of the step.
   *
   * @return the watermark, or {@link #NONE} if there is no such one
   */
  long wake() {
    if (passedOnMs == NONE || Math.floorMod(passedOnMs + 1, stepMs) == 0) {
      return NONE;
    }
    return ++passedOnMs;
  }

  private long lowestOfActive() {
    long lowest = Long.MAX_VALUE;
    for (Partition state : partitions.values()) {
      if (!state.idle) {
        if (state.highestMs == NONE) {
          return NONE;
        }
        lowest = Math.min(lowest, state.highestMs - lagMs);
      }
    }
    return lowest == Long.MAX_VALUE ? NONE : lowest;
  }

  private long endOfStream() {
    long highest = NONE;
    for (Partition state : partitions.values()) {
      highest = Math.max(highest, state.highestMs);
    }
    return highest == NONE ? NONE : Math.floorDiv(highest, slideMs) * slideMs + slideMs;
  }
}
