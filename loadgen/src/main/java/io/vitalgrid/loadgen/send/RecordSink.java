package io.vitalgrid.loadgen.send;

/** Takes records without waiting for their delivery. */
public interface RecordSink {
  /**
   * Hands a record over. Whether it was delivered is told to the {@link Tally} later; what cannot
   * even be handed over is counted as failed there.
   *
   * @param intendedMs the intended send time in epoch milliseconds: the record's timestamp
   */
  void send(byte[] key, byte[] value, long intendedMs);
}
