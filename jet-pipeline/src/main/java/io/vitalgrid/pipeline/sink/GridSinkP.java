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

/**
 * Writes one lane's results to IMaps {@code predictions}, {@code windows}, {@code late_events} and
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
  private final Stamps waiting = new Stamps();
  private final Stamps inFlight = new Stamps();
  private GridMetrics metrics;
  private Tally tally;
  private MapWriter<String, PredictionRow> predictions;
  private MapWriter<WindowKey, WindowRow> windows;
  private MapWriter<String, LateEventRow> lateEvents;
  private MapWriter<String, AlertRow> alerts;
  private MapWriter<String, DeviceRow> devices;

  /** When the barrier in hand came; 0 while there is none. */
  private long barrierNanos;

  @Override
  protected void init(Context context) {
    HazelcastInstance hazelcast = context.hazelcastInstance();
    metrics = GridMetrics.of(hazelcast);
    tally = metrics.openTally();
    predictions = new MapWriter<>(hazelcast.getMap(Maps.PREDICTIONS));
    windows = new MapWriter<>(hazelcast.getMap(Maps.WINDOWS));
    lateEvents = new MapWriter<>(hazelcast.getMap(Maps.LATE_EVENTS));
    alerts = new MapWriter<>(hazelcast.getMap(Maps.ALERTS));
    devices = new MapWriter<>(hazelcast.getMap(Maps.DEVICES));
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
    return predictions.isFull()
        || windows.isFull()
        || lateEvents.isFull()
        || alerts.isFull()
        || devices.isFull();
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
    windows.finish();
    windows.start();
    lateEvents.finish();
    lateEvents.start();
    alerts.finish();
    alerts.start();
    devices.finish();
    devices.start();
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
    boolean idle =
        predictions.isIdle()
            && windows.isIdle()
            && lateEvents.isIdle()
            && alerts.isIdle()
            && devices.isIdle();
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
