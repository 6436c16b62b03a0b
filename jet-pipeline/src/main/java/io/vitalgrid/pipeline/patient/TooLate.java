package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.PatientEvent;

/**
 * An event that came after all its windows had expired, or after the discharge that it precedes.
 *
 * @param watermarkMs the watermark that it was measured against, epoch ms
 * @param latenessMs how far behind the watermark (or the discharge) it is dated
 */
public record TooLate(PatientEvent event, String eventId, long watermarkMs, long latenessMs) {
  @Override
  public String toString() {
    return "TooLate[" + event.origin() + "]";
  }
}
