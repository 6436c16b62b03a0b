package io.vitalgrid.pipeline.event;

/**
 * A refused record whose patient and device could be read nevertheless.
 *
 * @param seq the device's own number for it, or {@link Vitals#NO_SEQ}
 * @param recordMs the Kafka record's timestamp, epoch ms
 */
public record Refused(PatientKey patient, String deviceId, long seq, Reason reason, long recordMs)
    implements ForPatient {
  @Override
  public String toString() {
    return "Refused[" + reason + "]";
  }
}
