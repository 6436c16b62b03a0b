package io.vitalgrid.pipeline.sink;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.alert.AlertChange;
import io.vitalgrid.pipeline.device.DeviceReport;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.store.MapWriter;
import io.vitalgrid.pipeline.window.Timing;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one lane's results to IMaps {@code predictions}, {@code windows}, {@code late_events},
 * {@code alerts} and {@code devices}.
 *
 * <pre>
 * in 0   Prediction, Departed
 * in 1   TooLate
 * in 2   AlertChange
 * in 3   DeviceReport
 * </pre>
 *
 * <p>A prediction counts as visible when the map has acknowledged it, or a newer one of the same
 * patient in the same write; its latency runs from the time its event was meant to be sent.
 */
public final class GridSinkP extends AbstractProcessor {
  /** A prediction waits so long at most, and only where there are many. */
  private static final long PREDICTIONS_PACE_MS = 2;

  private static final long PACE_MS = 10;

  private final Stamps waiting = new Stamps();
  private final Stamps inFlight = new Stamps();
  private GridMetrics metrics;
  private Tally tally;
  private MapWriter<String, PredictionRow> predictions;
  private MapWriter<WindowKey, WindowRow> windows;
  private MapWriter<String, LateEventRow> lateEvents;
  private MapWriter<String, AlertRow> alerts;
  private MapWriter<String, DeviceRow> devices;

  /** All but predictions. */
  private List<MapWriter<?, ?>> others;

  /** When the barrier in hand came; 0 while there is none. */
  private long barrierNanos;

  @Override
  protected void init(Context context) {
    HazelcastInstance hazelcast = context.hazelcastInstance();
    metrics = GridMetrics.of(hazelcast);
    tally = metrics.openTally();
    predictions = new MapWriter<>(hazelcast.getMap(Maps.PREDICTIONS), PREDICTIONS_PACE_MS);
    windows = new MapWriter<>(hazelcast.getMap(Maps.WINDOWS), PACE_MS);
    lateEvents = new MapWriter<>(hazelcast.getMap(Maps.LATE_EVENTS), PACE_MS);
    alerts = new MapWriter<>(hazelcast.getMap(Maps.ALERTS), PACE_MS);
    devices = new MapWriter<>(hazelcast.getMap(Maps.DEVICES), PACE_MS);
    others = List.of(windows, lateEvents, alerts, devices);
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    for (Object item; !isFull() && (item = inbox.poll()) != null; ) {
      if (item instanceof Prediction prediction) {
        accept(prediction);
      } else if (item instanceof TooLate late) {
        lateEvents.set(late.eventId(), Rows.lateEvent(late));
      } else if (item instanceof DeviceReport device) {
        devices.set(device.deviceId(), Rows.device(device));
      } else if (item instanceof Departed departed) {
        predictions.remove(departed.patient().id());
      } else if (item instanceof AlertChange change) {
        alerts.set(change.alertId(), change.row());
      }
    }
    pump();
  }

  private void accept(Prediction prediction) {
    Pane pane = prediction.pane();
    if (pane.newest()) {
      predictions.set(pane.patient().id(), Rows.prediction(prediction));
    }
    if (pane.intendedMs() != Pane.NO_TIME) {
      waiting.add(pane.intendedMs());
    }
    if (pane.timing() != Timing.EARLY) {
      windows.set(Rows.windowKey(pane), Rows.window(prediction));
    }
  }

  private boolean isFull() {
    boolean full = predictions.isFull();
    for (int i = 0; i < others.size(); i++) {
      full |= others.get(i).isFull();
    }
    return full;
  }

  private void pump() {
    if (predictions.finish()) {
      long nowMs = System.currentTimeMillis();
      for (int i = 0; i < inFlight.size; i++) {
        metrics.recordEndToEnd(nowMs - inFlight.times[i]);
      }
      tally.add(Counter.PREDICTIONS_VISIBLE, inFlight.size);
      inFlight.size = 0;
    }
    if (predictions.start()) {
      inFlight.addAll(waiting);
    }
    for (int i = 0; i < others.size(); i++) {
      others.get(i).finish();
      others.get(i).start();
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
    if (barrierNanos == 0) {
      barrierNanos = System.nanoTime();
    }
    pump();
    boolean idle = predictions.isIdle() && others.stream().allMatch(MapWriter::isIdle);
    if (idle) {
      metrics.recordFlush(System.nanoTime() - barrierNanos);
      barrierNanos = 0;
    }
    return idle;
  }

  @Override
  public void close() {
    if (tally != null) {
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
