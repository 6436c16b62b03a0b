package io.vitalgrid.pipeline.lane;

/**
 * What one stage of a lane passes on to the next in one piece, in order: Jet's queues cost by the
 * piece.
 *
 * @param items at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Batch(Object[] items) {
  /** A stage gathers no more, so that a queue of batches has a bound in items, too. */
  public static final int MOST = 128;

  @Override
  public String toString() {
    return "Batch[" + items.length + "]";
  }
}
