package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.redis.ProfileStore;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Keeps profiles in Redis and gives them to vitals. A lane has one connection, so a look-up sees
 * the admission before it.
 */
final class ProfileLookup extends RichAsyncFunction<BedEvent, BedEvent> {
  private transient ProfileStore store;

  @Override
  public void open(OpenContext context) {
    store = new ProfileStore(PeerSettings.redis());
  }

  @Override
  public void asyncInvoke(BedEvent event, ResultFuture<BedEvent> result) {
    CompletionStage<?> answer =
        switch (event.kind) {
          case BedEvent.ADMISSION -> store.put(event);
          case BedEvent.DISCHARGE -> store.remove(event);
          default -> store.lookUp(event);
        };
    List<BedEvent> passed = event.kind == BedEvent.ADMISSION ? List.of() : List.of(event);
    answer.whenComplete(
        (any, error) -> {
          if (error == null) {
            result.complete(passed);
          } else {
            result.completeExceptionally(error);
          }
        });
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
