package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Predictions that went to Redis in one piece, and how many answers are still missing. */
final class RedisBatch implements BiConsumer<String, Throwable> {
  private final List<Prediction> predictions = new ArrayList<>(PeerSettings.MAX_BATCH);
  private final AtomicInteger missing = new AtomicInteger(1); // 1 is the end of the batch
  private final Runnable whenComplete;
  private volatile Throwable failure;

  /**
   * An empty one.
   *
   * @param whenComplete called once, by whoever brings the last answer
   */
  RedisBatch(Runnable whenComplete) {
    this.whenComplete = whenComplete;
  }

  void add(Prediction prediction) {
    predictions.add(prediction);
  }

  void await(CompletionStage<String> answer) {
    missing.incrementAndGet();
    answer.whenComplete(this);
  }

  /** Nothing more is added. */
  void end() {
    accept(null, null);
  }

  @Override
  public void accept(String ok, Throwable error) {
    if (error != null) {
      failure = error;
    }
    if (missing.decrementAndGet() == 0) {
      whenComplete.run();
    }
  }

  boolean complete() {
    return missing.get() == 0;
  }

  /** Why one of them is not in Redis; null if all are. */
  Throwable failure() {
    return failure;
  }

  List<Prediction> predictions() {
    return predictions;
  }
}
