package io.vitalgrid.pipeline.patient;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicates;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.PartitionKeys;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.store.Calls;
import io.vitalgrid.pipeline.store.EntryCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one lane's patients in IMaps: {@code patients} for those who are here, {@code discharges}
 * for what late copies of a past stay must be judged by.
 *
 * <p>Changed states are written in asynchronous batches, one in flight at a time, so that the cost
 * follows the patients that change and writes of one patient cannot overtake each other. What is
 * not acknowledged yet is known ({@link #unacknowledged}) and goes into the Jet snapshot.
 *
 * <p>That leaves the map ahead of the last snapshot. Where topics must be in step with the state,
 * the map may not be: then changed states are held back ({@link HeldRows}) until the snapshot that
 * has them is complete, so that snapshot and map together are the state as of that snapshot.
 */
final class StateBackend {
  private static final Logger LOG = LoggerFactory.getLogger(StateBackend.class);

  /** So many are serialized at one go: half a millisecond or so. */
  private static final int PORTION = 256;

  /** From the start of one batch to that of the next at least. */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final IMap<String, PatientRow> patients;
  private final IMap<String, PatientRow> discharges;
  private final PartitionService partitions;
  private final WriteQueue dirty = new WriteQueue();

  /** Those of the batch in hand, which is being made or on its way. */
  private final List<PatientState> inFlight = new ArrayList<>(WriteQueue.MOST);

  private final HeldRows held;
  private final PackedOutput buffer = new PackedOutput(4096);
  private final EntryCalls<String, PatientRow> toPatients;
  private final EntryCalls<String, PatientRow> toDischarges;

  /** Of the batch those that go from one map to the other. */
  private final List<HeldRows.Row> moved = new ArrayList<>();

  private final Calls write = new Calls();

  /** How many waiting states the batch has still to take before it is sent. */
  private int toTake;

  private long nowNanos = System.nanoTime();
  private long startedNanos = nowNanos - PACE_NANOS;
  private long retryAtNanos = nowNanos;

  /**
   * @param afterSnapshot whether a state is written only when a complete snapshot has it
   */
  StateBackend(HazelcastInstance hazelcast, boolean afterSnapshot) {
    held = afterSnapshot ? new HeldRows() : null;
    patients = hazelcast.getMap(Maps.PATIENTS);
    discharges = hazelcast.getMap(Maps.DISCHARGES);
    toPatients = new EntryCalls<>(patients);
    toDischarges = new EntryCalls<>(discharges);
    partitions = hazelcast.getPartitionService();
  }

  /** Enters a state to be written as it is when its turn comes. */
  void enter(PatientState state) {
    dirty.enter(state, nowNanos);
  }

  /** Enters those of which the other map may hold an older copy. */
  void enterMisplaced(Collection<PatientState> states) {
    for (PatientState state : states) {
      if (state.mayBeInBoth) {
        enter(state);
      }
    }
  }

  /**
   * Whether the lane must change no more patients until some have been written: in a backlog,
   * changes come faster than writes. Not where states wait for the snapshot itself.
   */
  boolean isFull() {
    return held == null && dirty.size() + inFlight.size() >= WriteQueue.MOST;
  }

  /** Takes note of the time and of a finished write, and goes on with the next; never waits. */
  void pump() {
    nowNanos = System.nanoTime();
    if (!write.isEmpty() && write.areDone()) {
      goOn();
    }
    if (toTake > 0) {
      takePortion();
    } else if (write.isEmpty() && isTime()) {
      startWrite();
    }
  }

  private void startWrite() {
    if (held == null) {
      toTake = dirty.due(nowNanos);
      if (toTake > 0) {
        takePortion();
      }
    } else if (held.released() > 0) {
      held.take(WriteQueue.CROWD, this::add); // at one go, for a newer row may take one's place
      send();
    }
  }

  private boolean isTime() {
    return nowNanos - retryAtNanos >= 0 && nowNanos - startedNanos >= PACE_NANOS;
  }

  /** Takes the next few; when the batch has all, it is sent. */
  private void takePortion() {
    int portion = Math.min(toTake, PORTION);
    toTake -= portion;
    for (int i = 0; i < portion; i++) {
      PatientState state = dirty.poll();
      inFlight.add(state);
      add(held(state, row(state)));
    }
    if (toTake == 0) {
      send();
    }
  }

  private void send() {
    startedNanos = nowNanos;
    toPatients.setTogether(write);
    toDischarges.setTogether(write);
  }

  private void add(HeldRows.Row row) {
    (row.present() ? toPatients : toDischarges).add(row.key(), row.row());
    if (row.moved()) {
      moved.add(row);
    }
  }

  /** The other map's copy goes when this one is safe, or a crash could take both. */
  private void goOn() {
    String failure = write.failure();
    write.clear();
    if (failure == null) {
      moved.forEach(
          row -> write.add((row.present() ? toDischarges : toPatients).remove(row.key())));
    }
    moved.clear();
    if (write.isEmpty()) {
      finishWrite(failure);
    }
  }

  /** Notes in which map the state is going to be. */
  private static HeldRows.Row held(PatientState state, PatientRow row) {
    boolean present = state.isPresent();
    boolean moved = state.mayBeInBoth || state.inDischarges == present;
    state.mayBeInBoth = false;
    state.inDischarges = !present;
    return new HeldRows.Row(state.key, row, present, moved);
  }

  /** The state as it is now; valid until it changes. */
  PatientRow row(PatientState state) {
    return state.toRow(buffer);
  }

  private void finishWrite(String failure) {
    if (failure != null) {
      LOG.warn(
          "Writing the state of {} patients failed and is tried again; until then it is in the"
              + " job's snapshots: {}",
          held == null ? inFlight.size() : held.inFlight(),
          failure);
      retryAtNanos = nowNanos + RETRY_NANOS;
      for (PatientState state : inFlight) {
        state.mayBeInBoth = true; // some of it may have been written
        enter(state);
      }
      if (held != null) {
        held.putBack();
      }
    }
    inFlight.clear();
    if (held != null) {
      held.written();
    }
  }

  /** The rows that a snapshot must have: their latest change may not be in the map yet. */
  Map<String, PatientRow> unacknowledged() {
    Map<String, PatientRow> rows = new LinkedHashMap<>();
    if (held != null) {
      for (PatientState state; (state = dirty.poll()) != null; ) {
        held.hold(held(state, copy(row(state))));
      }
      held.forEach(rows::put);
      return rows;
    }
    inFlight.forEach(state -> rows.put(state.key.id(), row(state)));
    dirty.forEach(state -> rows.put(state.key.id(), row(state)));
    return rows;
  }

  /** The last snapshot is complete: what it has may be written. */
  void snapshotComplete() {
    if (held != null) {
      held.release();
    }
  }

  private static PatientRow copy(PatientRow row) {
    return new PatientRow(
        row.profile(),
        row.last().clone(),
        row.lastAt().clone(),
        row.updatedAtMs(),
        row.eventCount(),
        row.state());
  }

  /** Waits for the write in flight, so that it cannot overtake one of the next owner. */
  void close() {
    try {
      write.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("A write of patient state did not finish before the job stopped: {}", e.toString());
    }
  }

  /** Reads the states of the given Hazelcast partitions; blocks. */
  Map<String, PatientState> load(int[] owned) {
    Map<String, PatientState> states = new HashMap<>();
    for (String keyInPartition : PartitionKeys.of(partitions, owned)) {
      load(discharges, keyInPartition, states);
      load(patients, keyInPartition, states);
    }
    return states;
  }

  private void load(
      IMap<String, PatientRow> map, String keyInPartition, Map<String, PatientState> states) {
    int partition = partitionOf(keyInPartition);
    for (Map.Entry<String, PatientRow> entry :
        map.entrySet(Predicates.partitionPredicate(keyInPartition, Predicates.alwaysTrue()))) {
      merge(states, new PatientKey(entry.getKey(), partition), entry.getValue());
    }
  }

  /**
   * Keeps the newer of two copies of a state.
   *
   * @return whether it was the given one
   */
  static boolean merge(Map<String, PatientState> states, PatientKey key, PatientRow row) {
    PatientState state = PatientState.fromRow(key, row);
    state.inDischarges = !state.isPresent();
    PatientState other = states.get(key.id());
    if (other != null) {
      boolean both =
          other.mayBeInBoth || other.inDischarges != state.inDischarges; // of a snapshot, or a map
      other.mayBeInBoth = both;
      state.mayBeInBoth = both;
      if (other.version >= state.version) {
        return false;
      }
    }
    states.put(key.id(), state);
    return true;
  }

  int partitionOf(String patientId) {
    return partitions.getPartition(patientId).getPartitionId();
  }
}
