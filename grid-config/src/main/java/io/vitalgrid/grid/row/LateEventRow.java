package io.vitalgrid.grid.row;

/**
 * An event that came too late for all of its windows.
 *
 * @param eventTimeMs epoch ms
 * @param watermarkMs the watermark it came after, epoch ms
 * @param latenessMs how far the event time lies behind the watermark
 */
public record LateEventRow(String patientId, long eventTimeMs, long watermarkMs, long latenessMs) {
  /** Says only how late, for the rest is a patient's data. */
  @Override
  public String toString() {
    return "LateEventRow[latenessMs=" + latenessMs + "]";
  }
}
