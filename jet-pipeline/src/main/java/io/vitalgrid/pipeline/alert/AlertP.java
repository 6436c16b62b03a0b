package io.vitalgrid.pipeline.alert;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.store.MapWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stage ALERT of one lane: {@link Alerts} between Jet's queues and IMap {@code alert_states}.
 *
 * <pre>
 * in 0   Batch of Prediction, Departed     out 0   AlertChange, for the grid
 *                                          out 1   AlertChange, for the topic
 * </pre>
 *
 * <p>A change is passed on only when the map has the state that made it: so no successor can raise
 * the same alert under another id. At a barrier everything is written and passed on; the snapshot
 * has, of the states whose changes no complete snapshot covers yet, what was passed on before it.
 */
public final class AlertP extends AbstractProcessor implements AlertOutput {
  private static final int[] BOTH = {0, 1};
  private static final int[] GRID = {0};

  private final AlertPolicy policy;
  private final long stateTtlMs;
  private final long keepMs;
  private final ArrayDeque<AlertChange> pending = new ArrayDeque<>();
  private final List<AlertChange> waiting = new ArrayList<>();
  private final List<AlertChange> inFlight = new ArrayList<>();
  private final Map<String, byte[]> snapshotStates = new HashMap<>();
  private final Unsaid unsaid = new Unsaid();
  private final PackedOutput buffer = new PackedOutput(512);
  private Alerts alerts;
  private Sweep sweep;
  private AlertMeters meters;
  private AlertNotices notices;
  private MapWriter<String, byte[]> writer;
  private Map<String, byte[]> loaded;
  private LaneStates states;
  private Traverser<Map.Entry<Object, Object>> snapshot;
  private long clockMs;

  /**
   * @param stateTtlMs after so long without a word a patient's alerts end
   * @param keepMs open alerts are written again so often
   */
  public AlertP(AlertPolicy policy, long stateTtlMs, long keepMs) {
    this.policy = policy;
    this.stateTtlMs = stateTtlMs;
    this.keepMs = keepMs;
  }

  @Override
  protected void init(Context context) {
    HazelcastInstance hazelcast = context.hazelcastInstance();
    IMap<String, byte[]> map = hazelcast.getMap(Maps.ALERT_STATES);
    alerts = new Alerts(policy, this);
    sweep =
        new Sweep(
            alerts.patients(),
            stateTtlMs,
            keepMs,
            System.nanoTime(),
            System.currentTimeMillis(),
            patient -> alerts.silent(patient, stateTtlMs),
            this::keepOpen);
    meters = AlertMeters.of(hazelcast);
    notices = new AlertNotices(hazelcast);
    writer = new MapWriter<>(map);
    states = new LaneStates(hazelcast, map);
    loaded = states.load(context.processorPartitions());
    clockMs = System.currentTimeMillis();
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    start();
    clockMs = System.currentTimeMillis();
    for (Batch batch; flush() && !writer.isFull() && (batch = (Batch) inbox.poll()) != null; ) {
      apply(batch);
    }
    pump();
  }

  private void apply(Batch batch) {
    for (Object item : batch.items()) {
      if (item instanceof Prediction prediction) {
        alerts.prediction(prediction, clockMs);
      } else if (item instanceof Departed departed) {
        alerts.departed(departed);
      }
    }
  }

  @Override
  public boolean tryProcess() {
    start();
    for (AlertChange notice; (notice = notices.poll()) != null; ) {
      pending.add(notice);
    }
    pump();
    sweep.step(System.nanoTime(), System.currentTimeMillis());
    return flush();
  }

  /** What the map said before: once, after a restore. */
  private void start() {
    if (loaded == null) {
      return;
    }
    for (PatientAlerts patient : LaneStates.merge(loaded, snapshotStates)) {
      patient.touchedMs = clockMs;
      alerts.patients().put(patient.id, patient);
      countOpen(patient, 1);
      unsaid.note(patient);
      sayAgain(patient);
    }
    loaded = null;
    snapshotStates.clear();
  }

  private void countOpen(PatientAlerts patient, int each) {
    for (AlertKind kind : AlertKind.values()) {
      if (patient.isOpen(kind)) {
        meters.addOpen(kind, each);
      }
    }
  }

  private void sayAgain(PatientAlerts patient) {
    for (AlertKind kind : AlertKind.values()) {
      Watch watch = patient.watch(kind);
      if (watch == null || !watch.isUnsaid()) {
        continue;
      }
      Episode episode = watch.episode;
      String alertId = episode.id(patient.id, kind);
      if (episode.said == 0 && episode.revision > 1) {
        pending.add(new AlertChange(alertId, Change.RAISED, episode.rowAsRaised(patient.id, kind)));
      }
      pending.add(new AlertChange(alertId, episode.lastChange(), episode.row(patient.id, kind)));
    }
  }

  private void pump() {
    if (writer.finish()) {
      pending.addAll(inFlight);
      inFlight.clear();
    }
    if (writer.start()) {
      inFlight.addAll(waiting);
      waiting.clear();
    }
  }

  private void keepOpen(PatientAlerts patient) {
    dirty(patient);
    for (AlertKind kind : AlertKind.values()) {
      if (patient.isOpen(kind)) {
        Episode episode = patient.watch(kind).episode;
        waiting.add(
            new AlertChange(
                episode.id(patient.id, kind), Change.KEPT, episode.row(patient.id, kind)));
      }
    }
  }

  private boolean flush() {
    for (AlertChange item; (item = pending.peek()) != null; pending.remove()) {
      if (!tryEmit(item.change() == Change.KEPT ? GRID : BOTH, item)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void tell(AlertKind kind, AlertChange change) {
    meters.count(kind, change.change());
    if (change.change() == Change.RAISED) {
      meters.addOpen(kind, 1);
    } else if (change.endsIt()) {
      meters.addOpen(kind, -1);
    }
    waiting.add(change);
  }

  @Override
  public void dirty(PatientAlerts patient) {
    unsaid.note(patient);
    write(patient);
  }

  private void write(PatientAlerts patient) {
    writer.set(patient.id, patient.pack(buffer));
  }

  @Override
  public void forgotten(PatientAlerts patient) {
    unsaid.forget(patient);
    writer.remove(patient.id);
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    start();
    pump();
    if (!flush() || !writer.isIdle() || !waiting.isEmpty() || !inFlight.isEmpty()) {
      return false;
    }
    if (snapshot == null) {
      snapshot = snapshot().onFirstNull(() -> snapshot = null);
    }
    return emitFromTraverserToSnapshot(snapshot);
  }

  private Traverser<Map.Entry<Object, Object>> snapshot() {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    unsaid.seal(patient -> entries.add(Util.entry(patient.id, patient.pack(buffer))));
    return Traversers.traverseIterable(entries);
  }

  @Override
  public boolean snapshotCommitFinish(boolean success) {
    if (success) {
      unsaid.confirm(
          patient -> {
            patient.version++;
            write(patient);
          });
    }
    return true;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    snapshotStates.put((String) key, (byte[]) value);
  }

  @Override
  public void close() {
    if (alerts != null) {
      alerts.patients().values().forEach(patient -> countOpen(patient, -1));
    }
  }
}
