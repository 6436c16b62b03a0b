package io.vitalgrid.pipeline.patient;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.partition.PartitionService;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.lane.Batcher;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.PatientWindows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The monitor as Jet means it: every state goes into every snapshot, none into a map. Here to be
 * measured beside {@link MonitorP}; in its package, because it drives the same {@link Monitor}.
 */
public final class SnapshotMonitorP extends AbstractProcessor implements MonitorOutput {
  private final MonitorPolicy policy;
  private final Batcher said = new Batcher();
  private final ArrayDeque<Batch> pending = new ArrayDeque<>();
  private final List<PatientState> restored = new ArrayList<>();
  private final PackedOutput buffer = new PackedOutput(4096);
  private GridMetrics metrics;
  private Tally tally;
  private Monitor monitor;
  private SettlePace pace;
  private PartitionService partitions;
  private Traverser<Map.Entry<String, PatientRow>> snapshot;
  private long barrierNanos;

  public SnapshotMonitorP(MonitorPolicy policy) {
    this.policy = policy;
  }

  @Override
  protected void init(Context context) {
    metrics = GridMetrics.of(context.hazelcastInstance());
    tally = metrics.openTally();
    partitions = context.hazelcastInstance().getPartitionService();
    monitor = new Monitor(policy, this, tally, System::currentTimeMillis);
    pace = new SettlePace(policy.slideMs(), System.nanoTime());
  }

  @Override
  public boolean tryProcess() {
    start();
    if (!flush()) {
      return false;
    }
    monitor.settleDue(SettlePace.MOST, pace.portion(System.nanoTime()));
    return flush();
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    start();
    while (flush() && !inbox.isEmpty()) {
      for (Object event; pending.isEmpty() && (event = inbox.poll()) != null; ) {
        monitor.apply((PatientEvent) event);
      }
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    monitor.advance(watermark.timestamp());
    pace.due(monitor.due());
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    start();
    if (!flush()) {
      return false;
    }
    if (snapshot == null) {
      barrierNanos = System.nanoTime();
      monitor.snapshotTaken();
      snapshot =
          Traversers.traverseIterable(monitor.patients().all())
              .map(state -> Util.entry(state.key.id(), state.toRow(buffer)))
              .onFirstNull(() -> snapshot = null);
    }
    boolean saved = emitFromTraverserToSnapshot(snapshot);
    if (saved) {
      metrics.recordBarrier(System.nanoTime() - barrierNanos);
    }
    return saved;
  }

  @Override
  public boolean snapshotCommitFinish(boolean success) {
    if (success) {
      monitor.snapshotComplete();
    }
    return true;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    String id = (String) key;
    PatientKey patient = new PatientKey(id, partitions.getPartition(id).getPartitionId());
    restored.add(PatientState.fromRow(patient, (PatientRow) value));
  }

  private void start() {
    if (!restored.isEmpty()) {
      monitor.restore(restored, PatientWindows.NONE, true);
      restored.clear();
    }
  }

  private boolean flush() {
    if (!said.isEmpty()) {
      pending.add(said.take());
    }
    for (Batch batch; (batch = pending.peek()) != null; pending.remove()) {
      if (!tryEmit(0, batch)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (tally != null) {
      metrics.closeTally(tally);
    }
  }

  @Override
  public void pane(Pane pane) {
    say(pane);
  }

  private void say(Object item) {
    if (said.add(item)) {
      pending.add(said.take());
    }
  }

  @Override
  public void tooLate(TooLate event) {}

  @Override
  public void departed(Departed patient) {
    say(patient);
  }

  @Override
  public void dirty(PatientState state) {}
}
