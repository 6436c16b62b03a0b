package io.vitalgrid.loadgen.report;

import io.vitalgrid.loadgen.send.Tally;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * A run's end.
 *
 * @param durationMs from the start to the last event, in milliseconds
 * @param warmup the first part of the run, which says nothing about lag and latency
 * @param maxSendLagAllowed above it, latencies are the generator's rather than the system's
 * @param latency empty if it was not measured
 */
public record Result(
    Tally tally,
    long durationMs,
    Duration warmup,
    Duration maxSendLagAllowed,
    Optional<Latency> latency) {

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

  /**
   * From intended send time to arrival of the EARLY prediction.
   *
   * @param micros the distribution after the warm-up, in microseconds
   * @param topic where the predictions came
   * @param answered events whose prediction came, warm-up included
   * @param unknown EARLY predictions of other events, or ones sent too long ago to be remembered
   */
  public record Latency(String topic, Histogram micros, long answered, long unknown) {}
}
