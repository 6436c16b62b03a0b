package io.vitalgrid.pipeline.sink;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.alert.AlertChange;
import io.vitalgrid.pipeline.device.DeviceReport;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.lane.LanePacks;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.window.Timing;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes one lane's results to IMaps {@code predictions}, {@code windows}, {@code late_events},
 * {@code alerts} and {@code devices}.
 *
 * <pre>
 * in 0   Batch of Prediction, Departed
 * in 1   TooLate
 * in 2   AlertChange
 * in 3   DeviceReport
 * </pre>
 *
 * <p>Nothing waits at a barrier: what is not written yet is in the snapshot. After a restart it is
 * written first; a newer row that was already in the map comes again, for its event is replayed.
 *
 * <p>A prediction counts as visible when the map has acknowledged it, or a newer one of the same
 * patient in the same write; its latency runs from the time its event was meant to be sent.
 */
public final class GridSinkP extends AbstractProcessor {
  private final Stamps waiting = new Stamps();
  private final Stamps inFlight = new Stamps();
  private GridMetrics metrics;
  private Tally tally;
  private LaneMaps maps;
  private LanePacks packs;
  private Traverser<Map.Entry<Object, Object>> snapshot;

  /** How long the event behind the newest prediction had been on its way when it came. */
  private long lagMs;

  /** When the barrier in hand came. */
  private long barrierNanos;

  @Override
  protected void init(Context context) {
    HazelcastInstance hazelcast = context.hazelcastInstance();
    metrics = GridMetrics.of(hazelcast);
    tally = metrics.openTally();
    maps = new LaneMaps(hazelcast);
    packs = new LanePacks(hazelcast, context.processorPartitions());
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    for (Object item; !maps.isFull() && (item = inbox.poll()) != null; ) {
      if (item instanceof Batch batch) {
        accept(batch);
      } else if (item instanceof TooLate late) {
        maps.lateEvents.set(late.eventId(), Rows.lateEvent(late));
      } else if (item instanceof DeviceReport device) {
        maps.devices.set(device.deviceId(), Rows.device(device));
      } else if (item instanceof AlertChange change) {
        maps.alerts.set(change.alertId(), change.row());
      }
    }
    pump();
  }

  private void accept(Batch batch) {
    long nowMs = System.currentTimeMillis();
    for (Object item : batch.items()) {
      if (item instanceof Prediction prediction) {
        accept(prediction, nowMs);
      } else if (item instanceof Departed departed) {
        maps.predictions.remove(departed.patient());
      }
    }
  }

  private void accept(Prediction prediction, long nowMs) {
    Pane pane = prediction.pane();
    if (pane.newest()) {
      maps.predictions.set(pane.patient(), Rows.prediction(prediction));
    }
    if (pane.intendedMs() != Pane.NO_TIME) {
      waiting.add(pane.intendedMs());
      lagMs = nowMs - pane.intendedMs();
    }
    if (pane.timing() != Timing.EARLY) {
      maps.windows.set(Rows.windowKey(pane), Rows.window(prediction));
    }
  }

  private void pump() {
    if (maps.predictions.finish()) {
      recordVisible(System.currentTimeMillis());
      tally.add(Counter.PREDICTIONS_VISIBLE, inFlight.size);
      inFlight.size = 0;
    }
    if (maps.predictions.start(TimeUnit.MILLISECONDS.toNanos(lagMs))) {
      inFlight.addAll(waiting);
    }
    maps.pumpOthers();
  }

  /** Once for each run of equal times: under load ten and more come in the same millisecond. */
  private void recordVisible(long nowMs) {
    for (int from = 0, to; from < inFlight.size; from = to) {
      long intendedMs = inFlight.times[from];
      to = from + 1;
      while (to < inFlight.size && inFlight.times[to] == intendedMs) {
        to++;
      }
      metrics.recordEndToEnd(nowMs - intendedMs, to - from);
    }
  }

  @Override
  public boolean tryProcess() {
    pump();
    return true;
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    if (snapshot == null) {
      barrierNanos = System.nanoTime();
      pump();
      snapshot =
          Traversers.traverseIterable(packs.pack(maps.unwritten()))
              .onFirstNull(() -> snapshot = null);
    }
    boolean saved = emitFromTraverserToSnapshot(snapshot);
    if (saved) {
      metrics.recordFlush(System.nanoTime() - barrierNanos);
    }
    return saved;
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    packs.unpack(key, value, (patientId, row) -> maps.restore(row));
  }

  @Override
  public void close() {
    if (maps != null) {
      maps.close();
      metrics.closeTally(tally);
    }
  }

  /** Intended send times of the events whose predictions travel together. */
  private static final class Stamps {
    private long[] times = new long[1024];
    private int size;

    void add(long time) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
      }
      times[size++] = time;
    }

    /** Takes over the others; after a failed write its own are still here, and stay. */
    void addAll(Stamps others) {
      for (int i = 0; i < others.size; i++) {
        add(others.times[i]);
      }
      others.size = 0;
    }
  }
}
