package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.redis.PredictionStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes predictions to Redis and passes them on, in order, once it has acknowledged them. What
 * arrives in one go, such as a scored batch, is one pipeline; the task does not wait for the
 * answer. A checkpoint does, so that each prediction is in Redis at least once.
 *
 * <p>Flink's own operator for asynchronous calls takes a future, a message to the task and a place
 * in the checkpoint for each record; this one takes a message for each batch.
 */
final class RedisOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<Prediction, Prediction> {
  private static final int MAX_IN_FLIGHT = 8 * PeerSettings.MAX_BATCH;

  private final String url;
  private transient MailboxExecutor mailbox;
  private transient PredictionStore store;
  private transient List<Prediction> batch;
  private transient StreamRecord<Prediction> record;
  private transient int inFlight; // includes the batch

  /**
   * Writes there.
   *
   * @param url such as redis://127.0.0.1:6379
   */
  RedisOperator(String url) {
    this.url = url;
  }

  @Override
  public void setMailboxExecutor(MailboxExecutor executor) {
    super.setMailboxExecutor(executor);
    mailbox = executor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    store = new PredictionStore(url);
    batch = new ArrayList<>(PeerSettings.MAX_BATCH);
    record = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<Prediction> element) throws Exception {
    while (inFlight >= MAX_IN_FLIGHT) {
      flush();
      mailbox.yield();
    }
    if (batch.isEmpty()) {
      // Its turn comes when the operators before have passed on all that they have.
      mailbox.execute(this::flush, "flush to Redis");
    }
    batch.add(element.getValue());
    inFlight++;
  }

  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<Prediction> sent = batch;
    batch = new ArrayList<>(PeerSettings.MAX_BATCH);
    store
        .write(sent)
        .whenComplete(
            (any, error) -> mailbox.execute(() -> acknowledged(sent, error), "Redis answered"));
  }

  private void acknowledged(List<Prediction> sent, Throwable error) throws IOException {
    if (error != null) {
      throw new IOException("predictions did not get to Redis", error);
    }
    inFlight -= sent.size();
    for (int i = 0; i < sent.size(); i++) {
      output.collect(record.replace(sent.get(i)));
    }
  }

  private void drain() throws InterruptedException {
    flush();
    while (inFlight > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws InterruptedException {
    drain();
  }

  @Override
  public void finish() throws InterruptedException {
    drain();
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (store != null) {
      store.close();
    }
  }
}
