package io.vitalgrid.pipeline.event;

/**
 * Readings of one device at one time.
 *
 * @param deviceId the device, or null
 * @param seq the device's own number for this event, or {@link #NO_SEQ}; together with the device
 *     id it identifies the event
 * @param values one for each {@link io.vitalgrid.grid.Vital}, by ordinal, NaN where absent; never
 *     changed
 * @param observations see {@link Observations}
 */
public record Vitals(
    PatientKey patient,
    long eventTimeMs,
    Origin origin,
    String deviceId,
    long seq,
    double[] values,
    int observations)
    implements PatientEvent {
  public static final long NO_SEQ = Long.MIN_VALUE;

  /** Whether the sender named the event itself, so that it can be recognised when seen again. */
  public boolean hasSeq() {
    return deviceId != null && seq != NO_SEQ;
  }

  @Override
  public String toString() {
    return "Vitals[" + origin + "]";
  }
}
