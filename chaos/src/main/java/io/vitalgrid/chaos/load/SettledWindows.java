package io.vitalgrid.chaos.load;

/** Whether the grid has settled the last window that holds a reading; may take its time. */
public interface SettledWindows {
  boolean contains(String patientId, long readingMs, long nowMs);
}
