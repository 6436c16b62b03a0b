package io.vitalgrid.benchmarks.peer.run;

/** Where a system's predictions can be asked for, as its users would ask. */
interface Table extends AutoCloseable {
  /** The event that a patient's newest prediction answers, {@code DEVICE/SEQ}; null for none. */
  String newestEventId(String patientId);

  @Override
  void close();
}
