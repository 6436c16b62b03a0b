package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.clinical.News2Policy;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.io.Serializable;

/**
 * What the monitor goes by; plain numbers, so that it travels with the job.
 *
 * @param topic the input topic, which names events that carry no number of their own
 * @param stateTtlMs how long a patient's state outlives the last event
 * @param topicsInStep whether topics are rolled back to the last snapshot after a crash, so that
 *     state must be, too, and nothing has to be said again
 * @param news2 how old values may be that count
 */
public record MonitorPolicy(
    String topic,
    long sizeMs,
    long slideMs,
    long latenessMs,
    long stateTtlMs,
    boolean topicsInStep,
    News2Policy news2)
    implements Serializable {
  /** For topics that are behind or ahead of the state after a crash, and the usual ages. */
  public MonitorPolicy(String topic, long sizeMs, long slideMs, long latenessMs, long stateTtlMs) {
    this(topic, sizeMs, slideMs, latenessMs, stateTtlMs, false, News2Policy.usual());
  }

  WindowPolicy windows() {
    return new WindowPolicy(sizeMs, slideMs, latenessMs);
  }

  /** Events dated before this are too late for every window. */
  long horizonMs(long watermarkMs) {
    long reach = sizeMs + latenessMs;
    return watermarkMs < Long.MIN_VALUE + reach ? Long.MIN_VALUE : watermarkMs - reach;
  }
}
