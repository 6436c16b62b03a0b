package io.vitalgrid.benchmarks.peer.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.resource.ClientResources;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.PredictionJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Each patient's newest prediction under {@code prediction:PATIENT}, as JSON, for as long as
 * VitalGrid keeps it. A batch is one pipeline: written and flushed at once, acknowledged by its
 * last answer. Not thread-safe.
 */
public final class PredictionStore implements AutoCloseable {
  public static final String KEY = "prediction:";

  private final Connection connection;
  private final SetArgs keep = SetArgs.Builder.px(PeerSettings.KEEP_MS);
  private final PredictionJson json = new PredictionJson();
  private CompletionStage<?> last = CompletableFuture.completedFuture(null);

  /**
   * Connects.
   *
   * @param url such as redis://127.0.0.1:6379
   */
  public PredictionStore(String url) {
    connection = new Connection(url, ClientResources.builder().ioThreadPoolSize(2).build());
    connection.flushOnlyWhenTold();
  }

  /**
   * Writes those that queries are to see, the last of a patient winning, and makes the JSON of all.
   *
   * @return done when Redis has acknowledged these and all before; failed if it refused one
   */
  public CompletionStage<Void> write(List<Prediction> batch) {
    List<RedisFuture<String>> answers = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Prediction prediction = batch.get(i);
      prediction.json = json.prediction(prediction);
      if (prediction.newest) {
        byte[] key = Connection.key(KEY, prediction.patientId);
        answers.add(connection.commands().set(key, prediction.json, keep));
      }
    }
    if (!answers.isEmpty()) {
      connection.flush();
      last = answers.get(answers.size() - 1);
    }
    return last.thenAccept(any -> requireAccepted(answers));
  }

  private static void requireAccepted(List<RedisFuture<String>> answers) {
    for (int i = 0; i < answers.size(); i++) {
      String error = answers.get(i).getError();
      if (error != null) {
        throw new CompletionException(
            new IllegalStateException("Redis refused a prediction: " + error));
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
