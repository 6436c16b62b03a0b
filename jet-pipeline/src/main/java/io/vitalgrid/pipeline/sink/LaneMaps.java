package io.vitalgrid.pipeline.sink;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Util;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.store.MapWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The maps that one lane writes its results to, and what of it is not written yet. That is a few
 * hundred rows at most times, so a snapshot takes them along and need not wait until the maps have
 * them. Used by one thread.
 */
final class LaneMaps {
  /** See {@code Pace}: longer where there are many. */
  private static final long PREDICTIONS_PACE_MS = 2;

  private static final long PACE_MS = 10;

  final MapWriter<String, PredictionRow> predictions;
  final MapWriter<WindowKey, WindowRow> windows;
  final MapWriter<String, LateEventRow> lateEvents;
  final MapWriter<String, AlertRow> alerts;
  final MapWriter<String, DeviceRow> devices;

  /** In an order that snapshots rely on. */
  private final List<Table<?, ?>> tables;

  LaneMaps(HazelcastInstance hazelcast) {
    predictions = new MapWriter<>(hazelcast.getMap(Maps.PREDICTIONS), PREDICTIONS_PACE_MS);
    windows = new MapWriter<>(hazelcast.getMap(Maps.WINDOWS), PACE_MS);
    lateEvents = new MapWriter<>(hazelcast.getMap(Maps.LATE_EVENTS), PACE_MS);
    alerts = new MapWriter<>(hazelcast.getMap(Maps.ALERTS), PACE_MS);
    devices = new MapWriter<>(hazelcast.getMap(Maps.DEVICES), PACE_MS);
    tables =
        List.of(
            new Table<>(predictions, (patientId, row) -> patientId),
            new Table<>(windows, (key, row) -> key.patientId()),
            new Table<>(lateEvents, (eventId, row) -> row.patientId()),
            new Table<>(alerts, (id, row) -> row.patientId() == null ? id : row.patientId()),
            new Table<>(devices, (deviceId, row) -> row.patientId()));
  }

  boolean isFull() {
    boolean full = false;
    for (int i = 0; i < tables.size(); i++) {
      full |= tables.get(i).writer.isFull();
    }
    return full;
  }

  /** Goes on with all writes but those of predictions. */
  void pumpOthers() {
    for (int i = 0; i < tables.size(); i++) {
      MapWriter<?, ?> writer = tables.get(i).writer;
      if (writer != predictions) {
        writer.finish();
        writer.start();
      }
    }
  }

  /** For a snapshot: by the patient's id, so that the patient's next lane gets it back. */
  List<Map.Entry<Object, Object>> unwritten() {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      tables.get(i).addUnwritten(i, entries);
    }
    return entries;
  }

  /** Takes back a value of {@link #unwritten}. */
  void restore(Object value) {
    List<?> row = (List<?>) value;
    tables.get((Integer) row.get(0)).restore(row.get(1), row.get(2));
  }

  /** Waits for what is in flight: it must not overtake a write of the next lane. */
  void close() {
    tables.forEach(table -> table.writer.close());
  }

  /**
   * @param patientId of a row; a removal has none but its key
   */
  private record Table<K, V>(MapWriter<K, V> writer, BiFunction<K, V, String> patientId) {
    void addUnwritten(int table, List<Map.Entry<Object, Object>> entries) {
      writer.forEachUnwritten(
          (key, row) -> {
            List<Object> value = new ArrayList<>(3);
            value.add(table);
            value.add(key);
            value.add(row);
            entries.add(Util.entry(patientId.apply(key, row), value));
          });
    }

    @SuppressWarnings("unchecked") // what addUnwritten has put there
    void restore(Object key, Object row) {
      if (row == null) {
        writer.remove((K) key);
      } else {
        writer.set((K) key, (V) row);
      }
    }
  }
}
