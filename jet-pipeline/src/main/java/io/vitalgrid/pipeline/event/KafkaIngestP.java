package io.vitalgrid.pipeline.event;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.jet.impl.execution.WatermarkCoalescer;
import com.hazelcast.partition.PartitionService;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Stage ingest: reads its share of the input topic's partitions, parses, and passes on watermarks.
 *
 * <pre>
 * out 0   PatientEvent, Refused, Watermark
 * out 1   Rejected
 * </pre>
 *
 * <p>The snapshot holds, for each partition, the topic's incarnation, the next offset and the
 * highest event time. Not cooperative: it waits in Kafka's poll, which returns as soon as there is
 * something.
 */
public final class KafkaIngestP extends AbstractProcessor {
  /** The longest that a snapshot waits for this processor. */
  private static final Duration POLL = Duration.ofMillis(10);

  private static final int MAX_CACHED_PATIENTS = 1 << 18;

  private final IngestPolicy policy;
  private final PartitionWatermarks watermarks;
  private final Map<String, PatientKey> patients = new HashMap<>();
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private GridMetrics metrics;
  private Tally tally;
  private PartitionService hazelcastPartitions;
  private EventParser parser;
  private KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private Admin admin;
  private InputPartitions partitions;
  private SilenceCheck silence;
  private boolean saidIdle;
  private Traverser<Map.Entry<BroadcastKey<Integer>, long[]>> snapshot;

  public KafkaIngestP(IngestPolicy policy) {
    this.policy = policy;
    watermarks = new PartitionWatermarks(policy);
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
    metrics = GridMetrics.of(context.hazelcastInstance());
    tally = metrics.openTally();
    hazelcastPartitions = context.hazelcastInstance().getPartitionService();
    parser = new EventParser(this::patient, policy.maxClockSkewMs());
    admin = Admin.create(new HashMap<>(policy.adminProperties()));
    consumer =
        new KafkaConsumer<>(
            new HashMap<>(policy.consumerProperties()),
            new ByteBufferDeserializer(),
            new ByteBufferDeserializer());
    partitions =
        new InputPartitions(
            policy.topic(),
            consumer,
            new InputTopic(
                policy.topic(),
                admin,
                new Silence(
                    policy.adminProperties().get("bootstrap.servers"),
                    System.nanoTime(),
                    metrics::observeKafkaAway)),
            new LogBounds(policy, admin),
            watermarks,
            lost -> tally.add(Counter.RECORDS_LOST, lost),
            context.globalProcessorIndex(),
            context.totalParallelism());
    silence = new SilenceCheck(policy, admin, partitions, watermarks);
  }

  @Override
  public boolean complete() {
    if (!flush()) {
      return false;
    }
    if (partitions.refresh()) {
      silence.forget();
    }
    if (partitions.assigned().isEmpty()) {
      pause();
    } else {
      read(partitions.poll(POLL));
      silence.check(System.nanoTime());
    }
    if (partitions.isKnown()) { // before that, silence would count as idleness
      passOnWatermark(watermarks.isIdle());
    }
    return false;
  }

  private void read(Iterable<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    long now = System.nanoTime();
    parser.setClock(System.currentTimeMillis());
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      tally.increment(Counter.RECORDS_READ);
      wake();
      Origin origin =
          new Origin(partitions.topicId(), record.partition(), record.offset(), record.timestamp());
      try {
        PatientEvent event = parser.parse(record.value(), origin);
        emit(event);
        watermarks.observe(record.partition(), event.eventTimeMs(), now);
        passOnWatermark(false);
      } catch (RejectedException e) {
        tally.increment(e.reason().counter());
        emit(Rejected.of(record, e.reason()));
        Refused refused = parser.refused(e, origin);
        if (refused != null) {
          emit(refused);
        }
      }
    }
  }

  /** An event wakes its own lane only: the others would go on without this source's partitions. */
  private void wake() {
    if (saidIdle) {
      long watermark = watermarks.wake();
      if (watermark != PartitionWatermarks.NONE) {
        emit(new Watermark(watermark));
      }
      saidIdle = false;
    }
  }

  private void passOnWatermark(boolean idle) {
    long watermark = watermarks.advance(idle);
    if (watermark != PartitionWatermarks.NONE) {
      emit(new Watermark(watermark));
      saidIdle = false;
    }
    if (idle && !saidIdle) {
      emit(WatermarkCoalescer.IDLE_MESSAGE);
    }
    saidIdle = idle;
  }

  private void emit(Object item) {
    if (!pending.isEmpty() || !isEmitted(item)) {
      pending.add(item);
    }
  }

  /** Emits what an edge had no room for; the edges of a non-cooperative processor fill up too. */
  private boolean flush() {
    for (Object item; (item = pending.peek()) != null; pending.remove()) {
      if (!isEmitted(item)) {
        return false;
      }
    }
    return true;
  }

  private boolean isEmitted(Object item) {
    if (item instanceof Watermark watermark) {
      return tryEmit(watermark);
    }
    return item instanceof Rejected ? tryEmit(1, item) : tryEmit(0, item);
  }

  private PatientKey patient(String id) {
    PatientKey key = patients.get(id);
    if (key == null) {
      if (patients.size() == MAX_CACHED_PATIENTS) {
        patients.clear();
      }
      key = new PatientKey(id, hazelcastPartitions.getPartition(id).getPartitionId());
      patients.put(id, key);
    }
    return key;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean saveToSnapshot() {
    if (!flush()) { // the offsets say that these were read
      return false;
    }
    if (snapshot == null) {
      snapshot = Traversers.traverseIterable(marks()).onFirstNull(() -> snapshot = null);
    }
    return emitFromTraverserToSnapshot(snapshot);
  }

  private List<Map.Entry<BroadcastKey<Integer>, long[]>> marks() {
    List<Map.Entry<BroadcastKey<Integer>, long[]>> marks = new ArrayList<>();
    partitions
        .marks()
        .forEach(
            (p, mark) ->
                marks.add(
                    Util.entry(
                        BroadcastKey.broadcastKey(p),
                        new long[] {mark.topicId(), mark.offset(), mark.highestMs()})));
    return marks;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    int partition = (Integer) ((BroadcastKey<?>) key).key();
    long[] mark = (long[]) value;
    partitions.restore(partition, new InputPartitions.Mark(mark[0], mark[1], mark[2]));
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
    if (consumer != null) {
      consumer.close(Duration.ofSeconds(2));
    }
    if (tally != null) {
      metrics.closeTally(tally);
    }
  }
}
