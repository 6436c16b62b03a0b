package io.vitalgrid.pipeline.lane;

import java.util.Arrays;

/** Gathers one {@link Batch} after the other. Not thread-safe. */
public final class Batcher {
  private final Object[] items = new Object[Batch.MOST];
  private int size;

  /**
   * @return whether it was the last that there is room for: take them first
   */
  public boolean add(Object item) {
    items[size++] = item;
    return size == Batch.MOST;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** All that was added since, at least one. */
  public Batch take() {
    Batch batch = new Batch(Arrays.copyOf(items, size));
    Arrays.fill(items, 0, size, null);
    size = 0;
    return batch;
  }
}
