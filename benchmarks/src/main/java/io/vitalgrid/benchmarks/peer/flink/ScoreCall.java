package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.scorer.ScoreJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Asks the model server, one call a prediction, over connections that are kept. */
final class ScoreCall extends RichAsyncFunction<Prediction, Prediction> {
  private static final int OK = 200;

  private transient HttpClient client;
  private transient HttpRequest.Builder request;

  @Override
  public void open(OpenContext context) {
    // An upgrade to HTTP/2 is neither what such servers speak nor faster here; answers are handled
    // on the thread that read them.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    request =
        HttpRequest.newBuilder(URI.create(PeerSettings.scorer()))
            .header("Content-Type", "application/json");
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the result tells
  public void asyncInvoke(Prediction prediction, ResultFuture<Prediction> result) {
    if (prediction.features == null) {
      prediction.scoredAtMs = System.currentTimeMillis();
      result.complete(List.of(prediction));
      return;
    }
    HttpRequest call =
        request.copy().POST(BodyPublishers.ofByteArray(ScoreJson.ask(prediction.features))).build();
    client
        .sendAsync(call, BodyHandlers.ofByteArray())
        .whenComplete(
            (response, error) -> {
              if (error != null) {
                result.completeExceptionally(error);
              } else if (response.statusCode() != OK) {
                result.completeExceptionally(
                    new IOException("the model server answered " + response.statusCode()));
              } else {
                fill(prediction, response);
                result.complete(List.of(prediction));
              }
            });
  }

  private static void fill(Prediction prediction, HttpResponse<byte[]> response) {
    ScoreJson.Answer answer = ScoreJson.answer(response.body());
    prediction.risk = answer.risk();
    prediction.model = answer.model();
    prediction.scoredAtMs = System.currentTimeMillis();
  }
}
