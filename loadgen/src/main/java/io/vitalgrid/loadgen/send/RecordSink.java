package io.vitalgrid.loadgen.send;

import java.time.Duration;

/** Takes records without waiting for their delivery. */
public interface RecordSink extends AutoCloseable {
  /**
   * Hands a record over. Whether it was delivered is told to the {@link Tally} later; what cannot
   * even be handed over is counted as failed there.
   *
   * @param intendedMs the intended send time in epoch milliseconds: the record's timestamp
   */
  void send(byte[] key, byte[] value, long intendedMs);

  /** Waits so long for what is under way; counts the rest as failed. */
  void close(Duration timeout);

  /** Gives up what is still under way. */
  @Override
  default void close() {
    close(Duration.ZERO);
  }

  /** Throws everything away, and calls it delivered: shows what the generator itself costs. */
  static RecordSink discarding(Tally tally) {
    return new RecordSink() {
      @Override
      public void send(byte[] key, byte[] value, long intendedMs) {
        tally.acknowledged();
      }

      @Override
      public void close(Duration timeout) {
        // There is nothing.
      }
    };
  }
}
