package io.vitalgrid.pipeline.lane;

/**
 * What one stage of a lane passes on to the next in one piece, in order: Jet's queues cost by the
 * piece.
 *
 * @param items at least one, at most {@link #MOST}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Batch(Object[] items) {
  /** So that a queue of batches has a bound in items, too. */
  public static final int MOST = 128;

  public Batch {
    if (items.length < 1 || items.length > MOST) {
      throw new IllegalArgumentException(
          "a batch of " + items.length + " items; it has 1 to " + MOST);
    }
  }

  @Override
  public String toString() {
    return "Batch[" + items.length + "]";
  }
}
