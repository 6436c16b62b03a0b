package io.vitalgrid.loadgen.report;

import io.vitalgrid.loadgen.check.CheckResult;
import io.vitalgrid.loadgen.measure.Latency;
import io.vitalgrid.loadgen.send.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run's end.
 *
 * @param startedMs epoch milliseconds
 * @param durationMs from the start to the last event, in milliseconds
 * @param warmup the first part of the run, which says nothing about lag and latency
 * @param maxSendLagAllowed above it, latencies are the generator's rather than the system's
 * @param stopped whether it was ended early from outside
 * @param topic latency to the topic of predictions; empty if it was not measured
 * @param sql latency to the SQL table of predictions; empty if it was not measured
 * @param forgotten answers that may have been missed because the send time was no longer known
 * @param check what came out against what had to; empty if it was not checked
 */
public record Result(
    Tally tally,
    long startedMs,
    long durationMs,
    Duration warmup,
    Duration maxSendLagAllowed,
    boolean stopped,
    Optional<Latency> topic,
    Optional<Latency> sql,
    long forgotten,
    Optional<CheckResult> check) {

  /** The longest time by which the generator itself was behind its schedule. */
  public double maxSendLagMs() {
    return tally.maxLagNanos() / 1e6;
  }

  /** The same without the warm-up. */
  public double maxSendLagAfterWarmupMs() {
    return tally.maxLagAfterWarmupNanos() / 1e6;
  }

  /**
   * Whether the generator fell behind after the warm-up, so that the run says little about the
   * system.
   */
  public boolean behind() {
    return tally.maxLagAfterWarmupNanos() > maxSendLagAllowed.toNanos();
  }

  /** Processor time of the sending thread for an event, in microseconds. */
  public double cpuMicrosPerEvent() {
    return tally.sent() > 0 ? tally.cost().cpuNanos() / 1e3 / tally.sent() : 0;
  }

  /** What the sending thread allocated for an event. */
  public double allocatedBytesPerEvent() {
    return tally.sent() > 0 ? (double) tally.cost().allocatedBytes() / tally.sent() : 0;
  }

  /** Events sent per second, over the whole run. */
  public double ratePerSecond() {
    return durationMs > 0 ? tally.sent() * 1e3 / durationMs : 0;
  }

  /**
   * Events of which nothing came out although something had to: as the check found, or else those
   * without an answer. Empty if neither was looked at.
   */
  public OptionalLong lost() {
    if (check.isPresent()) {
      return OptionalLong.of(check.get().lost());
    }
    return topic.isPresent()
        ? OptionalLong.of(Math.max(0, tally.answerable() - topic.get().answered()))
        : OptionalLong.empty();
  }

  /** Why the measured latencies must not be used; empty if they may. */
  public List<String> invalidBecause() {
    List<String> reasons = new ArrayList<>();
    if (behind()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the generator itself was up to %.1f ms behind its schedule, more than the %d ms"
                  + " allowed: lower --rate, or give it more processor time",
              maxSendLagAfterWarmupMs(),
              maxSendLagAllowed.toMillis()));
    }
    if (forgotten > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d events had no answer when their send time had to be forgotten, so the slowest"
                  + " latencies may be missing: lower --rate, or --zipf",
              forgotten));
    }
    return reasons;
  }
}
