package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.window.WindowPolicy;
import java.io.Serializable;

/**
 * What the monitor goes by; plain numbers, so that it travels with the job.
 *
 * @param topic the input topic, which names events that carry no number of their own
 * @param stateTtlMs how long a patient's state outlives the last event
 */
public record MonitorPolicy(
    String topic, long sizeMs, long slideMs, long latenessMs, long stateTtlMs)
    implements Serializable {
  WindowPolicy windows() {
    return new WindowPolicy(sizeMs, slideMs, latenessMs);
  }

  /** Events dated before this are too late for every window. */
  long horizonMs(long watermarkMs) {
    long reach = sizeMs + latenessMs;
    return watermarkMs < Long.MIN_VALUE + reach ? Long.MIN_VALUE : watermarkMs - reach;
  }
}
