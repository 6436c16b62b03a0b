package io.vitalgrid.pipeline.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls under way that make up one write, for whom they end together. Used by one thread. */
public final class Calls {
  private final List<CompletableFuture<?>> calls = new ArrayList<>();

  public void add(CompletableFuture<?> call) {
    calls.add(call);
  }

  public void clear() {
    calls.clear();
  }

  public boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Whether all have ended, well or not. */
  public boolean areDone() {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isDone()) {
        return false;
      }
    }
    return true;
  }

  /** Why the first that has failed did; null if none has. */
  public String failure() {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).isCompletedExceptionally()) {
        return calls.get(i).handle((any, error) -> String.valueOf(error)).join();
      }
    }
    return null;
  }

  /** Waits until all have ended well, so long at most. */
  public void await(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(timeout, unit);
  }
}
