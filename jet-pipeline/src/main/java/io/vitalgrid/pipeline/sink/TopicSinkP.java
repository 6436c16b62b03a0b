package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.pipeline.lane.LanePacks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes results to Kafka, at least once. Nothing waits at a barrier: the snapshot has the records
 * that Kafka has not acknowledged yet, and after a restart they are sent first. A topic that is not
 * there keeps no other waiting ({@link TopicWriter}). Not cooperative, because Kafka's producer
 * takes locks that its own thread holds, too.
 *
 * <p>A member that was frozen may have been replaced: then it sends nothing more ({@link Lease}).
 *
 * <pre>
 * in 0   Prediction
 * in 1   TooLate
 * in 2   Rejected
 * in 3   AlertChange
 * in 4   DeviceChange
 * </pre>
 */
public final class TopicSinkP extends AbstractProcessor {
  /** More than that is not put into a snapshot: then it waits until Kafka has taken some. */
  private static final long MAX_SNAPSHOT_BYTES = 1 << 20;

  /** The other half is for what is under way to topics that are there. */
  private static final long MAX_WAITING_BYTES = MAX_SNAPSHOT_BYTES / 2;

  private static final String NOBODY = "";

  private final TopicPolicy policy;
  private final TopicRecords records;
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private int index;
  private Lease lease;
  private LanePacks packs;
  private KafkaProducer<byte[], byte[]> producer;
  private TopicWriter writer;
  private Traverser<Map.Entry<Object, Object>> snapshot;

  public TopicSinkP(TopicPolicy policy) {
    this.policy = policy;
    records = new TopicRecords(policy);
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
    index = context.globalProcessorIndex();
    packs = new LanePacks(context.hazelcastInstance(), context.processorPartitions());
    lease = new Lease(Duration.ofMillis(policy.leaseMs()), System::nanoTime);
    producer =
        new KafkaProducer<>(
            new HashMap<>(policy.producerProperties()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    writer = new TopicWriter(producer, unacknowledged, MAX_WAITING_BYTES);
    policy.topics().forEach(writer::prepare);
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    unacknowledged.failIfRefused();
    lease.check();
    writer.retry();
    for (Object item; !writer.isFull() && (item = inbox.poll()) != null; ) {
      lease.check();
      writer.write(records.of(item));
    }
  }

  @Override
  public boolean tryProcess() {
    lease.check();
    writer.retry();
    return true;
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    lease.check();
    if (snapshot == null) {
      unacknowledged.failIfRefused();
      writer.retry();
      if (unacknowledged.exceed(MAX_SNAPSHOT_BYTES)) {
        return false;
      }
      snapshot = snapshot().onFirstNull(() -> snapshot = null);
    }
    return emitFromTraverserToSnapshot(snapshot);
  }

  /**
   * By the patient's id, in order: the sink that the patient's lane feeds next has them back, and
   * sends them, before anything newer comes to it. Not so what has no patient: rejected records,
   * and alerts about a model.
   */
  private Traverser<Map.Entry<Object, Object>> snapshot() {
    Map<String, Outbox> byPatient = new LinkedHashMap<>();
    for (ProducerRecord<byte[], byte[]> record : unacknowledged.records()) {
      String id = record.key() == null ? NOBODY : new String(record.key(), UTF_8);
      byPatient
          .computeIfAbsent(id, any -> new Outbox(index, 0, new ArrayList<>()))
          .records()
          .add(record);
    }
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    byPatient.forEach(
        (id, outbox) -> entries.add(Util.entry(id, new ArrayList<>(outbox.toBlobs()))));
    return Traversers.traverseIterable(packs.pack(entries));
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    packs.unpack(key, value, (id, blobs) -> ((List<?>) blobs).forEach(this::sendAgain));
  }

  private void sendAgain(Object blob) {
    Outbox.fromBlob((byte[]) blob).records().forEach(writer::write);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(2));
    }
  }
}
