package io.vitalgrid.pipeline.device;

import java.util.Arrays;
import java.util.NoSuchElementException;

/**
 * Items by the time at which they are due: a binary heap that has the times beside the items, so
 * that finding a place among 50,000 touches a few cache lines and none of the items. Plain Java;
 * not thread-safe.
 */
final class DueQueue<T> {
  private long[] times = new long[16];
  private Object[] items = new Object[16];
  private int size;

  /** Whether the first is due at that time or before. */
  boolean isDue(long nowMs) {
    return size > 0 && times[0] <= nowMs;
  }

  void add(long dueMs, T item) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      items = Arrays.copyOf(items, 2 * size);
    }
    int place = size++;
    while (place > 0 && times[parent(place)] > dueMs) {
      move(parent(place), place);
      place = parent(place);
    }
    put(place, dueMs, item);
  }

  /** Takes the first; of several that are due at the same time, any. */
  T remove() {
    if (size == 0) {
      throw new NoSuchElementException("nothing waits");
    }
    @SuppressWarnings("unchecked") // what add has put there
    T first = (T) items[0];
    size--;
    long lastMs = times[size];
    Object last = items[size];
    items[size] = null;
    int place = 0;
    int child = earlierChild(place);
    while (child < size && times[child] < lastMs) {
      move(child, place);
      place = child;
      child = earlierChild(place);
    }
    if (size > 0) {
      put(place, lastMs, last);
    }
    return first;
  }

  private static int parent(int child) {
    return (child - 1) / 2;
  }

  private int earlierChild(int parent) {
    int left = 2 * parent + 1;
    return left + 1 < size && times[left + 1] < times[left] ? left + 1 : left;
  }

  private void move(int from, int to) {
    put(to, times[from], items[from]);
  }

  private void put(int place, long dueMs, Object item) {
    times[place] = dueMs;
    items[place] = item;
  }
}
