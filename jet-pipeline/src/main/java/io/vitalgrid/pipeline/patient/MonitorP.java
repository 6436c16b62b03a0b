package io.vitalgrid.pipeline.patient;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.ForPatient;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Reached;
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
 * in 0   PatientEvent, Refused   out 0   Pane, Departed
 *                                out 1   TooLate, for the grid
 *                                out 2   TooLate, for the topic
 *                                out 3   PatientEvent, Refused, Reached; if there is such an edge
 * </pre>
 */
public final class MonitorP extends AbstractProcessor implements MonitorOutput {
  private static final int[] SIDE_OUTPUTS = {1, 2};
  private static final int HEARD = 3;
  private static final String WATERMARK = "watermark";

  /** Patients settled per call: together well under a millisecond. */
  private static final int SETTLE_AT_ONCE = 32;

  private static final int EXPIRE_AT_ONCE = 256;
  private static final long EXPIRE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final MonitorPolicy policy;
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private GridMetrics metrics;
  private Tally tally;
  private Monitor monitor;
  private boolean isHeard;
  private Map<String, PatientState> loaded;
  private StateBackend backend;
  private Traverser<Map.Entry<Object, Object>> snapshot;
  private long barrierNanos;
  private long restoredWatermarkMs = Long.MAX_VALUE;
  private long expireAtNanos = System.nanoTime();

  public MonitorP(MonitorPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected void init(Context context) {
    metrics = GridMetrics.of(context.hazelcastInstance());
    tally = metrics.openTally();
    isHeard = getOutbox().bucketCount() > HEARD;
    monitor = new Monitor(policy, this, tally, System::currentTimeMillis);
    backend = new StateBackend(context.hazelcastInstance(), policy.topicsInStep());
    loaded = backend.load(context.processorPartitions());
  }

  @Override
  public boolean tryProcess() {
    if (loaded != null) {
      start();
    }
    backend.pump();
    if (!flush()) {
      return false;
    }
    if (!backend.isFull()) {
      monitor.settleDue(SETTLE_AT_ONCE);
    }
    long now = System.nanoTime();
    if (now - expireAtNanos >= 0) {
      expireAtNanos = now + EXPIRE_EVERY_NANOS;
      monitor.expire(EXPIRE_AT_ONCE);
    }
    return flush();
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    backend.pump(); // Jet calls tryProcess only when the inbox is empty
    for (Object item; flush() && !backend.isFull() && (item = inbox.poll()) != null; ) {
      if (item instanceof PatientEvent event) {
        monitor.apply(event);
      } else if (isHeard) { // a refused record says something of its device only
        pending.add(item);
      }
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    monitor.advance(watermark.timestamp());
    metrics.observeWatermark(monitor.watermarkMs());
    if (isHeard) {
      pending.add(new Reached(monitor.watermarkMs()));
    }
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    if (!flush()) {
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

  /** The watermark, and the few states that the map may not have yet. */
  private Traverser<Map.Entry<Object, Object>> snapshot() {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    entries.add(Util.entry(BroadcastKey.broadcastKey(WATERMARK), monitor.watermarkMs()));
    backend.unacknowledged().forEach((id, row) -> entries.add(Util.entry(id, row)));
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
    if (key instanceof BroadcastKey) {
      restoredWatermarkMs = Math.min(restoredWatermarkMs, (Long) value);
      return;
    }
    String id = (String) key;
    if (StateBackend.merge(
        loaded, new PatientKey(id, backend.partitionOf(id)), (PatientRow) value)) {
      backend.enter(loaded.get(id));
    }
  }

  /** Everything has been read back: the first call after start and restore. */
  private void start() {
    boolean restored = restoredWatermarkMs != Long.MAX_VALUE;
    monitor.restore(loaded.values(), restored ? restoredWatermarkMs : PatientWindows.NONE);
    backend.enterMisplaced(loaded.values());
    loaded = null;
  }

  private boolean flush() {
    for (Object item; (item = pending.peek()) != null; pending.remove()) {
      if (!isEmitted(item)) {
        return false;
      }
    }
    return true;
  }

  private boolean isEmitted(Object item) {
    if (item instanceof ForPatient || item instanceof Reached) {
      return tryEmit(HEARD, item);
    }
    return item instanceof TooLate ? tryEmit(SIDE_OUTPUTS, item) : tryEmit(0, item);
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
    pending.add(pane);
  }

  @Override
  public void tooLate(TooLate event) {
    pending.add(event);
  }

  @Override
  public void departed(Departed patient) {
    pending.add(patient);
  }

  @Override
  public void heard(PatientEvent event) {
    if (isHeard) {
      pending.add(event);
    }
  }

  @Override
  public void dirty(PatientState state) {
    backend.enter(state);
  }
}
