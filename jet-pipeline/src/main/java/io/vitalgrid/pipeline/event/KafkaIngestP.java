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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage ingest: reads its share of the input topic's partitions, parses, and passes on watermarks.
 *
 * <pre>
 * out 0   PatientEvent, Watermark
 * out 1   Rejected
 * </pre>
 *
 * <p>Partition p belongs to the processor with the global index p modulo their number. The snapshot
 * holds, for each partition, the topic's incarnation, the next offset and the highest event time.
 * Not cooperative: it waits in Kafka's poll, which returns as soon as there is something.
 */
public final class KafkaIngestP extends AbstractProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaIngestP.class);

  /** The longest that a snapshot waits for this processor. */
  private static final Duration POLL = Duration.ofMillis(10);

  private static final int MAX_CACHED_PATIENTS = 1 << 18;

  /**
   * @param topicId incarnation of the topic
   * @param offset the next to read
   * @param highestMs highest event time read
   */
  private record Mark(long topicId, long offset, long highestMs) {}

  private final IngestPolicy policy;
  private final PartitionWatermarks watermarks;
  private final Map<Integer, Mark> restored = new HashMap<>();
  private final Map<String, PatientKey> patients = new HashMap<>();
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private final List<TopicPartition> assigned = new ArrayList<>();
  private GridMetrics metrics;
  private Tally tally;
  private PartitionService hazelcastPartitions;
  private EventParser parser;
  private KafkaConsumer<byte[], byte[]> consumer;
  private InputTopic topic;
  private InputTopic.Shape shape;
  private int index;
  private int parallelism;
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
    index = context.globalProcessorIndex();
    parallelism = context.totalParallelism();
    parser = new EventParser(this::patient, policy.maxClockSkewMs());
    topic = new InputTopic(policy.topic(), policy.consumerProperties());
    consumer =
        new KafkaConsumer<>(
            new HashMap<>(policy.consumerProperties()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  @Override
  public boolean complete() {
    if (!flush()) {
      return false;
    }
    InputTopic.Shape latest = topic.shape();
    if (latest != null && !latest.equals(shape)) {
      assign(latest);
    }
    if (!assigned.isEmpty()) {
      read(consumer.poll(POLL));
    } else {
      pause();
    }
    if (shape != null) { // before that, silence would count as idleness
      passOnWatermark(watermarks.isIdle(System.nanoTime()));
    }
    return false;
  }

  private void read(ConsumerRecords<byte[], byte[]> records) {
    long now = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tally.increment(Counter.RECORDS_READ);
      watermarks.traffic(record.partition(), now);
      wake();
      Origin origin =
          new Origin(shape.id(), record.partition(), record.offset(), record.timestamp());
      try {
        PatientEvent event = parser.parse(record.value(), origin);
        emit(event);
        watermarks.observe(record.partition(), event.eventTimeMs());
        passOnWatermark(false);
      } catch (RejectedException e) {
        tally.increment(e.reason().counter());
        emit(new Rejected(record, e.reason()));
      }
    }
    for (TopicPartition partition : assigned) {
      if (consumer.currentLag(partition).orElse(1) > 0) {
        watermarks.backlog(partition.partition(), now);
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

  /** Takes on the topic as it is now: at the start, with more partitions, or created anew. */
  private void assign(InputTopic.Shape latest) {
    if (shape != null && latest.id() != shape.id()) {
      LOG.warn("Topic {} was created anew: reading it from its beginning", policy.topic());
      assigned.clear();
      restored.clear();
    }
    Map<TopicPartition, Mark> added = new HashMap<>();
    for (int p = index; p < latest.partitions(); p += parallelism) {
      TopicPartition partition = new TopicPartition(policy.topic(), p);
      if (!assigned.contains(partition)) {
        Mark mark = restored.remove(p);
        added.put(partition, mark != null && mark.topicId() == latest.id() ? mark : null);
      }
    }
    try {
      start(added);
      shape = latest;
    } catch (KafkaException e) {
      LOG.warn("Partitions of {} cannot be read yet: {}", policy.topic(), e.toString());
    }
  }

  private void start(Map<TopicPartition, Mark> added) {
    if (added.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> first = consumer.beginningOffsets(added.keySet());
    Map<TopicPartition, Long> end = consumer.endOffsets(added.keySet());
    List<TopicPartition> all = new ArrayList<>(assigned);
    all.addAll(added.keySet());
    consumer.assign(all);
    added.forEach(
        (partition, mark) -> {
          long offset = mark == null ? first.get(partition) : mark.offset();
          if (offset < first.get(partition)) {
            LOG.error(
                "Retention overtook the reader: {} records of {} from offset {} on are gone",
                first.get(partition) - offset,
                partition,
                offset);
            offset = first.get(partition);
          }
          consumer.seek(partition, offset);
          watermarks.assign(
              partition.partition(),
              mark == null ? PartitionWatermarks.NONE : mark.highestMs(),
              offset >= end.get(partition),
              System.nanoTime());
        });
    assigned.clear();
    assigned.addAll(all);
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
    for (TopicPartition partition : assigned) {
      int p = partition.partition();
      long[] mark = {shape.id(), consumer.position(partition), watermarks.highestMs(p)};
      marks.add(Util.entry(BroadcastKey.broadcastKey(p), mark));
    }
    // Not taken on again yet after a restart: still ours to remember.
    restored.forEach(
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
    if (partition % parallelism == index) {
      restored.put(partition, new Mark(mark[0], mark[1], mark[2]));
    }
  }

  @Override
  public void close() {
    if (topic != null) {
      topic.close();
    }
    if (consumer != null) {
      consumer.close(Duration.ofSeconds(2));
    }
    if (tally != null) {
      metrics.closeTally(tally);
    }
  }
}
