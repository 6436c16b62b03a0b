package io.vitalgrid.pipeline.score.registry;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.pipeline.drift.DriftWindow;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loaded model that lanes enter for a batch and leave after it. It is closed when it is no longer
 * wanted <em>and</em> the last lane has left: a swap waits for nobody, and nobody scores with a
 * closed session.
 */
public final class LiveModel {
  /** Set in {@link #inUse} once the model is not wanted any more; the other bits count. */
  private static final int UNWANTED = 1 << 30;

  private final ModelKey key;
  private final Scorer scorer;
  private final DriftWindow drift;
  private final AtomicInteger inUse = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  LiveModel(ModelKey key, Scorer scorer, DriftWindow drift) {
    this.key = key;
    this.scorer = scorer;
    this.drift = drift;
  }

  public ModelKey key() {
    return key;
  }

  public Scorer scorer() {
    return scorer;
  }

  /** What it is given and gives, while it is the champion. */
  public DriftWindow drift() {
    return drift;
  }

  /**
   * @return false if the model is being closed: take another
   */
  boolean enter() {
    if ((inUse.incrementAndGet() & UNWANTED) == 0) {
      return true;
    }
    leave();
    return false;
  }

  public void leave() {
    if (inUse.decrementAndGet() == UNWANTED) {
      close();
    }
  }

  /** Closes it as soon as nobody uses it; called once. */
  void release() {
    if (inUse.addAndGet(UNWANTED) == UNWANTED) {
      close();
    }
  }

  /** Somebody who came too late may leave after the last one did. */
  private void close() {
    if (closed.compareAndSet(false, true)) {
      scorer.close();
    }
  }
}
