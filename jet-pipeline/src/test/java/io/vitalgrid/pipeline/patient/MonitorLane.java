package io.vitalgrid.pipeline.patient;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.Outbox;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import com.hazelcast.partition.Partition;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.lane.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;

/**
 * A {@link MonitorP} driven by hand as Jet drives it, on a real member, with queues as small as
 * asked for; what it emits is taken out of them one by one, at random moments.
 */
final class MonitorLane implements AutoCloseable {
  private static final int EDGES = 3;

  private final MonitorP processor;
  private final SmallOutbox outbox;
  private final Random random;
  private final Said.Recorder received;
  private final TestInbox offered = new TestInbox();

  /** Whether nothing has been asked of it since it was restored. */
  private boolean restored = true;

  /** Of edges 1 and 2, which carry the same events. */
  private final List<List<Object>> sideOutputs = List.of(new ArrayList<>(), new ArrayList<>());

  /** Starts one in place of another: with the entries of a snapshot, or empty. */
  static MonitorLane start(
      HazelcastInstance member,
      MonitorPolicy policy,
      int queueSize,
      long seed,
      Said.Recorder received,
      List<Map.Entry<Object, Object>> snapshot) {
    return start(member, partition -> true, policy, queueSize, seed, received, snapshot);
  }

  /** The same for a lane that has only some of the partitions. */
  static MonitorLane start(
      HazelcastInstance member,
      IntPredicate partitions,
      MonitorPolicy policy,
      int queueSize,
      long seed,
      Said.Recorder received,
      List<Map.Entry<Object, Object>> snapshot) {
    MonitorLane lane = new MonitorLane(policy, queueSize, seed, received);
    int[] own =
        member.getPartitionService().getPartitions().stream()
            .mapToInt(Partition::getPartitionId)
            .filter(partitions)
            .toArray();
    try {
      lane.processor.init(
          lane.outbox,
          new TestProcessorContext()
              .setHazelcastInstance(member)
              .setPartitionAssignment(
                  Map.of(member.getCluster().getLocalMember().getAddress(), own)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    TestInbox entries = new TestInbox();
    entries.queue().addAll(snapshot);
    lane.processor.restoreFromSnapshot(entries);
    return lane;
  }

  private MonitorLane(MonitorPolicy policy, int queueSize, long seed, Said.Recorder received) {
    processor = new MonitorP(policy);
    outbox = new SmallOutbox(queueSize);
    random = new Random(seed);
    this.received = received;
  }

  /** An event or a watermark arrives. */
  void take(Object input) {
    if (input instanceof Watermark watermark) {
      until(() -> processor.tryProcessWatermark(watermark));
      return;
    }
    takeAtOnce(List.of(input));
  }

  /**
   * Events arrive together, in one inbox. Jet calls {@code tryProcess} before it looks for more,
   * but right after a restore it looks for events first.
   */
  void takeAtOnce(List<?> events) {
    TestInbox inbox = new TestInbox();
    inbox.queue().addAll(events);
    until(
        () -> {
          boolean first = restored;
          restored = false;
          if (first || processor.tryProcess()) {
            processor.process(0, inbox);
          }
          return inbox.isEmpty();
        });
  }

  /** Events arrive, all at once; {@link #process} has the processor take them. */
  void offer(List<? extends PatientEvent> events) {
    offered.queue().addAll(events);
  }

  /**
   * One call of the processor, as Jet makes it again and again while there are events left.
   *
   * @return how many it has left in its inbox
   */
  int process() {
    processor.process(0, offered);
    return offered.size();
  }

  /** One turn without input. */
  void idle() {
    processor.tryProcess();
    drainSome();
  }

  /** Until everything due is settled and everything emitted has been received. */
  void rest() {
    for (int quiet = 0; quiet < 3; quiet++) {
      long before = outbox.offered;
      until(processor::tryProcess);
      drainAll();
      if (outbox.offered != before || !processor.isSettled()) {
        quiet = -1;
      }
    }
  }

  /** Takes a snapshot and completes it; its entries as the next processor gets them. */
  List<Map.Entry<Object, Object>> snapshot() {
    List<Map.Entry<Object, Object>> entries = incompleteSnapshot();
    processor.snapshotCommitFinish(true);
    return entries;
  }

  /** Takes a snapshot that never becomes complete, because something else fails. */
  List<Map.Entry<Object, Object>> incompleteSnapshot() {
    until(processor::saveToSnapshot);
    drainAll();
    List<Map.Entry<Object, Object>> entries = new ArrayList<>(outbox.snapshot);
    outbox.snapshot.clear();
    return entries;
  }

  List<Object> sideOutput(int edge) {
    return sideOutputs.get(edge - 1);
  }

  private void until(BooleanSupplier done) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the processor makes no progress");
      }
      drainSome();
    }
    drainSome();
  }

  private void drainSome() {
    for (int edge = 0; edge < EDGES; edge++) {
      if (random.nextBoolean()) {
        drainOne(edge);
      }
    }
  }

  private void drainAll() {
    for (int edge = 0; edge < EDGES; edge++) {
      while (drainOne(edge)) {}
    }
  }

  private boolean drainOne(int edge) {
    Object item = outbox.queues.get(edge).poll();
    if (item instanceof Batch batch) {
      receive(batch);
    } else if (item != null) {
      sideOutputs.get(edge - 1).add(item);
      if (edge == 1) {
        received.tooLate((TooLate) item);
      }
    }
    return item != null;
  }

  private void receive(Batch batch) {
    for (Object item : batch.items()) {
      if (item instanceof Pane pane) {
        received.pane(pane);
      } else {
        received.departed((Departed) item);
      }
    }
  }

  @Override
  public void close() {
    processor.close();
  }

  /** Refuses what does not fit, and insists on the refused item being offered again. */
  private static final class SmallOutbox implements Outbox {
    private final int capacity;
    private final List<ArrayDeque<Object>> queues = new ArrayList<>();
    private final ArrayDeque<Map.Entry<Object, Object>> snapshot = new ArrayDeque<>();
    private final BitSet accepted = new BitSet();
    private Object unfinished;
    private int[] unfinishedEdges;
    private long offered;
    private int snapshotOffers;

    SmallOutbox(int capacity) {
      this.capacity = capacity;
      for (int edge = 0; edge < EDGES; edge++) {
        queues.add(new ArrayDeque<>());
      }
    }

    @Override
    public int bucketCount() {
      return EDGES;
    }

    @Override
    public boolean offer(int edge, Object item) {
      return offer(new int[] {edge}, item);
    }

    @Override
    public boolean offer(int[] edges, Object item) {
      if (unfinished != null && !(unfinished == item && Arrays.equals(unfinishedEdges, edges))) {
        throw new IllegalStateException("another item was refused before and not offered again");
      }
      boolean all = true;
      for (int edge : edges) {
        if (!accepted.get(edge) && queues.get(edge).size() < capacity) {
          queues.get(edge).add(item);
          accepted.set(edge);
        }
        all &= accepted.get(edge);
      }
      unfinished = all ? null : item;
      unfinishedEdges = edges.clone();
      if (all) {
        accepted.clear();
        offered++;
      }
      return all;
    }

    /** Takes every second offer only. */
    @Override
    public boolean offerToSnapshot(Object key, Object value) {
      if (unfinished != null) {
        throw new IllegalStateException("an item was refused before and not offered again");
      }
      boolean takes = ++snapshotOffers % 2 == 0;
      if (takes) {
        snapshot.add(Util.entry(key, value));
      }
      return takes;
    }

    @Override
    public boolean hasUnfinishedItem() {
      return unfinished != null;
    }
  }
}
