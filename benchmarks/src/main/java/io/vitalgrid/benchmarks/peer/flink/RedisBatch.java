package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Predictions that go to Redis in one piece, the newest of each patient, and how many answers are
 * still missing.
 */
final class RedisBatch implements BiConsumer<String, Throwable> {
  private final List<Prediction> predictions = new ArrayList<>(PeerSettings.MAX_BATCH);
  private final Map<String, byte[]> newest = new HashMap<>();
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

  /**
   * Adds one.
   *
   * @param isNewest whether it is to be in Redis, unless a newer one of its patient follows
   */
  void add(Prediction prediction, boolean isNewest) {
    predictions.add(prediction);
    if (isNewest) {
      newest.put(prediction.patientId, prediction.json);
    }
  }

  /** Nothing more is added. */
  void writeTo(RedisWriter redis) {
    newest.forEach(
        (patientId, json) -> {
          missing.incrementAndGet();
          redis.set(patientId, json).whenComplete(this);
        });
    redis.flush();
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

  /** Why one of them is not in Redis; null if all are. */
  Throwable failure() {
    return failure;
  }

  List<Prediction> predictions() {
    return predictions;
  }
}
