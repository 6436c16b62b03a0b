package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores in micro-batches: what comes within a millisecond of the last batch waits for another at
 * most, all else is scored at once. A checkpoint finds nothing waiting.
 */
final class ScoreOperator extends AbstractStreamOperator<Prediction>
    implements OneInputStreamOperator<Prediction, Prediction> {
  private static final long LINGER_NANOS = 1_000_000;

  private final byte[] file;
  private transient Model model;
  private transient List<Prediction> batch;
  private transient StreamRecord<Prediction> record;
  private transient long flushedNanos;
  private transient boolean scheduled;

  ScoreOperator(byte[] file) {
    this.file = file;
  }

  @Override
  public void open() throws Exception {
    super.open();
    model = new Model(file);
    batch = new ArrayList<>(PeerSettings.MAX_BATCH);
    record = new StreamRecord<>(null);
    flushedNanos = System.nanoTime();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a timer that fails, fails the task
  public void processElement(StreamRecord<Prediction> element) {
    batch.add(element.getValue());
    if (batch.size() == PeerSettings.MAX_BATCH || System.nanoTime() - flushedNanos > LINGER_NANOS) {
      flush();
    } else if (!scheduled) {
      scheduled = true;
      getProcessingTimeService()
          .registerTimer(
              getProcessingTimeService().getCurrentProcessingTime(), // Flink adds 1 ms itself
              time -> {
                scheduled = false;
                flush();
              });
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      model.score(batch);
      for (int i = 0; i < batch.size(); i++) {
        output.collect(record.replace(batch.get(i)));
      }
      batch.clear();
    }
    flushedNanos = System.nanoTime();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() {
    flush();
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (model != null) {
      model.close();
    }
  }
}
