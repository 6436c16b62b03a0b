package io.vitalgrid.pipeline.sink;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes results to Kafka exactly once, in step with the job's snapshots.
 *
 * <pre>
 * in 0   Prediction
 * in 1   TooLate
 * in 2   Rejected
 * in 3   AlertChange
 * in 4   DeviceChange
 * </pre>
 *
 * <p>What comes between two barriers is collected. At the second barrier it goes into the snapshot
 * as an {@link Outbox}; when the snapshot is complete, {@link BatchWriter} writes it in one
 * transaction, with its number. After a crash the job goes back to its last complete snapshot, and
 * the outboxes in it are written unless their numbers say that they were. So what Kafka has is
 * always what the restored job has done, no less and no more.
 *
 * <p>Not cooperative, because Kafka's transactions block.
 */
public final class ExactlyOnceTopicSinkP extends AbstractProcessor {
  private final TopicPolicy policy;
  private final TopicRecords records;
  private final Map<Integer, Outbox> restored = new HashMap<>();
  private final Map<Integer, BatchWriter> writers = new HashMap<>();
  private String run;
  private int index;
  private int parallelism;

  /** Of the last barrier, on every processor of the job alike. */
  private long number;

  /** Since the last barrier. */
  private Outbox collecting;

  /** Up to the last barrier, and not yet in Kafka. */
  private Outbox sealed;

  private Traverser<Map.Entry<BroadcastKey<String>, byte[]>> snapshot;

  public ExactlyOnceTopicSinkP(TopicPolicy policy) {
    this.policy = policy;
    records = new TopicRecords(policy);
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
    run = Util.idToString(context.jobId());
    index = context.globalProcessorIndex();
    parallelism = context.totalParallelism();
    collecting = empty();
    sealed = empty();
  }

  private Outbox empty() {
    return new Outbox(index, number, new ArrayList<>());
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    for (Object item; (item = inbox.poll()) != null; ) {
      collecting.records().add(records.of(item));
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    if (snapshot == null) {
      seal();
      snapshot =
          Traversers.traverseIterable(entries(sealed.toBlobs())).onFirstNull(() -> snapshot = null);
    }
    return emitFromTraverserToSnapshot(snapshot);
  }

  /** If the snapshot before failed, its outbox is still here and goes with this one. */
  private void seal() {
    number++;
    List<ProducerRecord<byte[], byte[]>> all = sealed.records();
    all.addAll(collecting.records());
    sealed = new Outbox(index, number, all);
    collecting = empty();
  }

  /** Every processor hears of every outbox, so that all go on from the same number. */
  private List<Map.Entry<BroadcastKey<String>, byte[]>> entries(List<byte[]> blobs) {
    List<Map.Entry<BroadcastKey<String>, byte[]>> entries = new ArrayList<>();
    for (byte[] blob : blobs) {
      String key = index + "/" + entries.size();
      entries.add(Util.entry(BroadcastKey.broadcastKey(key), blob));
    }
    return entries;
  }

  @Override
  public boolean snapshotCommitFinish(boolean success) {
    if (!success) {
      return true;
    }
    if (!writer(index).write(sealed)) {
      return false;
    }
    sealed = empty();
    return true;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    Outbox outbox = Outbox.fromBlob((byte[]) value);
    number = Math.max(number, outbox.number());
    if (outbox.writer() % parallelism == index) {
      restored.merge(
          outbox.writer(),
          outbox,
          (one, other) -> {
            one.records().addAll(other.records());
            return one;
          });
    }
  }

  /** Before anything new: what the snapshot says has been done must be in Kafka. */
  @Override
  public boolean finishSnapshotRestore() {
    for (Iterator<Outbox> i = restored.values().iterator(); i.hasNext(); i.remove()) {
      Outbox outbox = i.next();
      if (!writer(outbox.writer()).write(outbox)) {
        return false;
      }
      if (outbox.writer() != index) {
        writers.remove(outbox.writer()).close();
      }
    }
    return true;
  }

  private BatchWriter writer(int writer) {
    return writers.computeIfAbsent(
        writer,
        w ->
            new BatchWriter(
                policy.writerName() + "." + w,
                run,
                policy.predictions(),
                policy.producerProperties()));
  }

  @Override
  public void close() {
    writers.values().forEach(BatchWriter::close);
  }
}
