package io.vitalgrid.pipeline.patient;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Reached;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.lane.Batcher;
import io.vitalgrid.pipeline.lane.LanePacks;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.window.PatientWindows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Stage MONITOR of one lane: {@link Monitor} between Jet's queues and the {@link StateBackend}.
 *
 * <pre>
 * in 0   PatientEvent, Refused   out 0   Batch of Pane, Departed
 *                                out 1   TooLate, for the grid
 *                                out 2   TooLate, for the topic
 *                                out 3   Batch of PatientEvent, Refused, Reached; if there is
 *                                        such an edge
 * </pre>
 */
public final class MonitorP extends AbstractProcessor implements MonitorOutput {
  private static final int[] SCORE = {0};
  private static final int[] SIDE_OUTPUTS = {1, 2};
  private static final int[] HEARD = {3};

  /** In a snapshot: patients had windows to settle at its watermark. */
  private static final Boolean UNSETTLED = true;

  private static final int EXPIRE_AT_ONCE = 256;
  private static final long EXPIRE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MonitorPolicy policy;
  private final Batcher panes = new Batcher();
  private final Batcher heard = new Batcher();

  /** In the order in which it is offered: what a queue has refused comes again before all else. */
  private final ArrayDeque<Outgoing> pending = new ArrayDeque<>();

  private GridMetrics metrics;
  private Tally tally;
  private Monitor monitor;
  private boolean isHeard;
  private Map<String, PatientState> loaded;
  private StateBackend backend;
  private LanePacks packs;
  private SettlePace pace;
  private Traverser<Map.Entry<Object, Object>> snapshot;
  private long barrierNanos;
  private long restoredWatermarkMs = Long.MAX_VALUE;
  private boolean restoredSettled = true;
  private long expireAtNanos = System.nanoTime();

  public MonitorP(MonitorPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected void init(Context context) {
    metrics = GridMetrics.of(context.hazelcastInstance());
    tally = metrics.openTally();
    isHeard = getOutbox().bucketCount() > HEARD[0];
    monitor = new Monitor(policy, this, tally, System::currentTimeMillis);
    backend = new StateBackend(context.hazelcastInstance(), policy.topicsInStep());
    loaded = backend.load(context.processorPartitions());
    packs = new LanePacks(context.hazelcastInstance(), context.processorPartitions());
    pace = new SettlePace(policy.slideMs(), System.nanoTime());
  }

  @Override
  public boolean tryProcess() {
    start();
    backend.pump();
    if (!flush()) {
      return false;
    }
    long now = System.nanoTime();
    if (!backend.isFull()) {
      monitor.settleDue(SettlePace.MOST, pace.portion(now));
    }
    if (now - expireAtNanos >= 0) {
      expireAtNanos = now + EXPIRE_EVERY_NANOS;
      monitor.expire(EXPIRE_AT_ONCE);
    }
    return flush();
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    start();
    backend.pump(); // Jet calls tryProcess only when the inbox is empty
    if (flush() && !backend.isFull()) {
      monitor.settle(pace.portion(System.nanoTime()));
    }
    while (flush() && !backend.isFull() && !inbox.isEmpty()) {
      apply(inbox);
    }
  }

  /** Events until there is a batch for a queue, or no more. */
  private void apply(Inbox inbox) {
    for (Object item; pending.isEmpty() && !backend.isFull() && (item = inbox.poll()) != null; ) {
      if (item instanceof PatientEvent event) {
        monitor.apply(event);
      } else { // a refused record says something of its device only
        hear(item);
      }
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    start();
    monitor.advance(watermark.timestamp());
    pace.due(monitor.due());
    metrics.observeWatermark(monitor.watermarkMs());
    hear(new Reached(monitor.watermarkMs()));
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    start();
    if (!sayAgain()) {
      return false;
    }
    if (snapshot == null) {
      barrierNanos = System.nanoTime();
      snapshot = snapshot().onFirstNull(() -> snapshot = null);
    }
    boolean saved = emitFromTraverserToSnapshot(snapshot);
    if (saved) {
      metrics.recordBarrier(System.nanoTime() - barrierNanos);
    }
    return saved;
  }

  /** All that must be said again is said before the barrier, or nobody would say it any more. */
  private boolean sayAgain() {
    while (flush()) {
      if (monitor.sayAgain(SettlePace.MOST) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The watermark, whether it leaves something to settle, and the few states that the map may not
   * have yet.
   */
  private Traverser<Map.Entry<Object, Object>> snapshot() {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    entries.add(Util.entry(packs.key(), monitor.watermarkMs()));
    if (!isSettled()) {
      entries.add(Util.entry(packs.key(), UNSETTLED));
    }
    Map<String, PatientRow> rows = backend.unacknowledged();
    if (rows.size() <= LanePacks.MOST) {
      PackedRows.pack(rows).forEach(pack -> entries.add(Util.entry(packs.key(), pack)));
    } else {
      rows.forEach((id, row) -> entries.add(Util.entry(id, row)));
    }
    monitor.snapshotTaken();
    return Traversers.traverseIterable(entries);
  }

  @Override
  public boolean snapshotCommitFinish(boolean success) {
    if (success) {
      monitor.snapshotComplete();
      backend.snapshotComplete();
    }
    return true;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    if (value instanceof Long watermarkMs) {
      restoredWatermarkMs = Math.min(restoredWatermarkMs, watermarkMs);
    } else if (UNSETTLED.equals(value)) {
      restoredSettled = false;
    } else if (value instanceof byte[] pack) {
      PackedRows.unpack(pack, packs::owns, this::restore);
    } else {
      restore((String) key, (PatientRow) value);
    }
  }

  private void restore(String id, PatientRow row) {
    if (StateBackend.merge(loaded, new PatientKey(id, backend.partitionOf(id)), row)) {
      backend.enter(loaded.get(id));
    }
  }

  /**
   * Takes over what has been read back. Whatever Jet calls first after a restore must do so: where
   * events are there already, that is {@link #process}.
   */
  private void start() {
    if (loaded == null) {
      return;
    }
    boolean restored = restoredWatermarkMs != Long.MAX_VALUE;
    monitor.restore(
        loaded.values(), restored ? restoredWatermarkMs : PatientWindows.NONE, restoredSettled);
    backend.enterMisplaced(loaded.values());
    loaded = null;
  }

  /** Whether no window waits for its turn to be settled. */
  boolean isSettled() {
    return monitor.due() == 0;
  }

  private boolean flush() {
    take(panes, SCORE);
    take(heard, HEARD);
    for (Outgoing next; (next = pending.peek()) != null; pending.remove()) {
      if (!tryEmit(next.edges, next.item)) {
        return false;
      }
    }
    return true;
  }

  private void take(Batcher batcher, int[] edges) {
    if (!batcher.isEmpty()) {
      pending.add(new Outgoing(edges, batcher.take()));
    }
  }

  private void say(Object item) {
    if (panes.add(item)) {
      take(panes, SCORE);
    }
  }

  private void hear(Object item) {
    if (isHeard && heard.add(item)) {
      take(heard, HEARD);
    }
  }

  @Override
  public void close() {
    if (backend != null) {
      backend.close();
      metrics.closeTally(tally);
    }
  }

  @Override
  public void pane(Pane pane) {
    say(pane);
  }

  @Override
  public void tooLate(TooLate event) {
    pending.add(new Outgoing(SIDE_OUTPUTS, event));
  }

  @Override
  public void departed(Departed patient) {
    say(patient);
  }

  @Override
  public void heard(PatientEvent event) {
    hear(event);
  }

  @Override
  public void dirty(PatientState state) {
    backend.enter(state);
  }

  /**
   * @param item a {@link Batch} or a {@link TooLate}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Outgoing(int[] edges, Object item) {}
}
