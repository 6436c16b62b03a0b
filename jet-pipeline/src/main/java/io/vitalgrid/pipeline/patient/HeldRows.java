package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * States on their way from a snapshot to the map, each in its latest form: held until the snapshot
 * is complete, then released, in flight, and written. Plain Java.
 */
final class HeldRows {
  /**
   * @param present whether the patient is here, or discharged
   * @param moved whether the other map may still have the state
   */
  record Row(PatientKey key, PatientRow row, boolean present, boolean moved) {}

  private final Map<String, Row> held = new HashMap<>();
  private final Map<String, Row> released = new HashMap<>();
  private final Map<String, Row> inFlight = new HashMap<>();

  /** Holds a state that the snapshot under way has. */
  void hold(Row row) {
    put(held, row);
  }

  /** The snapshot is complete: what is held may be written. */
  void release() {
    held.values().forEach(row -> put(released, row));
    held.clear();
  }

  int released() {
    return released.size();
  }

  /** Gives so many rows at most, which are in flight from now on. */
  void take(int most, Consumer<Row> action) {
    Iterator<Row> next = released.values().iterator();
    for (int i = 0; i < most && next.hasNext(); i++) {
      Row row = next.next();
      next.remove();
      inFlight.put(row.key.id(), row);
      action.accept(row);
    }
  }

  int inFlight() {
    return inFlight.size();
  }

  /** The write failed. */
  void putBack() {
    Map<String, Row> newer = new HashMap<>(released);
    released.clear();
    released.putAll(inFlight);
    newer.values().forEach(row -> put(released, row));
  }

  /** Nothing is in flight any more. */
  void written() {
    inFlight.clear();
  }

  /** Everything that the map may not have yet: of each patient, the newest last. */
  void forEach(BiConsumer<String, PatientRow> action) {
    inFlight.forEach((id, row) -> action.accept(id, row.row()));
    released.forEach((id, row) -> action.accept(id, row.row()));
    held.forEach((id, row) -> action.accept(id, row.row()));
  }

  /** A newer row takes the place of an older one, and takes over what that had to move. */
  private static void put(Map<String, Row> rows, Row row) {
    rows.merge(
        row.key.id(),
        row,
        (older, newer) ->
            new Row(
                newer.key,
                newer.row,
                newer.present,
                newer.moved || (older.moved && older.present == newer.present)));
  }
}
