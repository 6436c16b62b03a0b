package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.PredictionJson;
import java.io.IOException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes each patient's newest prediction to Redis, and passes predictions on, in order, once Redis
 * has acknowledged them. What comes while a batch is under way makes the next one, in which only
 * the newest of each patient is written. The task does not wait for Redis, except when {@link
 * #CAPACITY} are under way or a checkpoint is due: that finds all acknowledged. Panes of windows
 * older than the patient's newest are passed on only.
 *
 * <p>Flink's own operator for asynchronous calls takes a future, a message to the task and a place
 * in the checkpoint for each record; this one takes a message for each batch.
 */
final class RedisOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<Prediction, Prediction> {
  private static final int CAPACITY = 4096;

  private final String url;
  private transient MailboxExecutor mailbox;
  private transient ValueState<Long> newestEndMs;
  private transient RedisWriter redis;
  private transient PredictionJson json;
  private transient StreamRecord<Prediction> record;
  private transient RedisBatch batch;

  /** On its way to Redis; null if nothing is. */
  private transient RedisBatch sent;

  private transient boolean scheduled;
  private transient int underWay;

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
    ValueStateDescriptor<Long> state =
        new ValueStateDescriptor<>("newest", LongSerializer.INSTANCE);
    state.enableTimeToLive(Flow.FOR_A_DAY);
    newestEndMs = getRuntimeContext().getState(state);
    redis = new RedisWriter(url);
    json = new PredictionJson();
    record = new StreamRecord<>(null);
    batch = new RedisBatch(this::answered);
  }

  @Override
  public void processElement(StreamRecord<Prediction> element) throws Exception {
    while (underWay >= CAPACITY) {
      mailbox.yield();
    }
    Prediction prediction = element.getValue();
    prediction.json = json.prediction(prediction);
    underWay++;
    batch.add(prediction, isNewest(prediction));
    if (sent == null && !scheduled) {
      // Comes up as soon as what the model has scored together is here.
      scheduled = true;
      mailbox.execute(this::flushScheduled, "flush to Redis");
    }
  }

  private boolean isNewest(Prediction prediction) throws IOException {
    Long before = newestEndMs.value();
    if (before == null || before < prediction.endMs) {
      newestEndMs.update(prediction.endMs);
    }
    return before == null || before <= prediction.endMs;
  }

  private void flushScheduled() {
    scheduled = false;
    flush();
  }

  private void flush() {
    if (sent == null && !batch.predictions().isEmpty()) {
      sent = batch;
      batch = new RedisBatch(this::answered);
      sent.writeTo(redis);
    }
  }

  /** On a thread of the client's. */
  private void answered() {
    mailbox.execute(this::passOn, "acknowledged by Redis");
  }

  private void passOn() throws IOException {
    RedisBatch done = sent;
    if (done.failure() != null) {
      throw new IOException("Redis at " + url + " refused a prediction", done.failure());
    }
    sent = null;
    flush();
    for (Prediction prediction : done.predictions()) {
      output.collect(record.replace(prediction));
    }
    underWay -= done.predictions().size();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws InterruptedException {
    drain();
  }

  @Override
  public void finish() throws InterruptedException {
    drain();
  }

  private void drain() throws InterruptedException {
    flush();
    while (underWay > 0) {
      mailbox.yield();
    }
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (redis != null) {
      redis.close();
    }
  }
}
