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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  /** Few enough to be serialized, and stored by the partitions' threads, at one go. */
  private static final int BATCH = 64;

  /** The most where too many wait: half a millisecond or so to serialize. */
  private static final int LARGE_BATCH = 256;

  /** From the start of one batch to that of the next at least, unless too many wait. */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final IMap<String, PatientRow> patients;
  private final IMap<String, PatientRow> discharges;
  private final PartitionService partitions;
  private final WriteQueue dirty = new WriteQueue();
  private final List<PatientState> inFlight = new ArrayList<>(LARGE_BATCH);
  private final HeldRows held;
  private final PackedOutput buffer = new PackedOutput(4096);
  private CompletableFuture<Void> write;

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

  /** Takes note of the time and of a finished write, and starts the next; never waits. */
  void pump() {
    nowNanos = System.nanoTime();
    if (write != null && write.isDone()) {
      finishWrite();
    }
    if (write == null && isTime()) {
      startWrite();
    }
  }

  private boolean isTime() {
    return nowNanos - retryAtNanos >= 0
        && (waiting() >= WriteQueue.CROWD || nowNanos - startedNanos >= PACE_NANOS)
        && (held == null ? dirty.isDue(nowNanos) : waiting() > 0);
  }

  private int waiting() {
    return held == null ? dirty.size() : held.released();
  }

  private void startWrite() {
    Batch batch = new Batch();
    int most = Math.min(LARGE_BATCH, Math.max(BATCH, waiting() - WriteQueue.CROWD));
    startedNanos = nowNanos;
    if (held != null) {
      held.take(most).forEach(batch::add);
    } else {
      dirty.takeDue(nowNanos, most, inFlight::add);
      inFlight.forEach(state -> batch.add(state.key.id(), held(state, row(state))));
    }
    write = batch.write();
  }

  /** Notes in which map the state is going to be. */
  private static HeldRows.Row held(PatientState state, PatientRow row) {
    boolean present = state.isPresent();
    boolean moved = state.mayBeInBoth || state.inDischarges == present;
    state.mayBeInBoth = false;
    state.inDischarges = !present;
    return new HeldRows.Row(row, present, moved);
  }

  /** What is written together. */
  private final class Batch {
    private final Map<String, PatientRow> present = new HashMap<>();
    private final Map<String, PatientRow> gone = new HashMap<>();
    private final List<CompletableFuture<?>> writes = new ArrayList<>();

    void add(String id, HeldRows.Row row) {
      (row.present() ? present : gone).put(id, row.row());
      if (row.moved()) {
        IMap<String, PatientRow> other = row.present() ? discharges : patients;
        writes.add(other.removeAsync(id).toCompletableFuture());
      }
    }

    CompletableFuture<Void> write() {
      if (!present.isEmpty()) {
        writes.add(patients.setAllAsync(present).toCompletableFuture());
      }
      if (!gone.isEmpty()) {
        writes.add(discharges.setAllAsync(gone).toCompletableFuture());
      }
      return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }
  }

  /** The state as it is now; valid until it changes. */
  PatientRow row(PatientState state) {
    return state.toRow(buffer);
  }

  private void finishWrite() {
    if (write.isCompletedExceptionally()) {
      LOG.warn(
          "Writing the state of {} patients failed and is tried again; until then it is in the"
              + " job's snapshots: {}",
          held == null ? inFlight.size() : held.inFlight(),
          write.handle((none, error) -> String.valueOf(error)).join());
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
    write = null;
  }

  /** The rows that a snapshot must have: their latest change may not be in the map yet. */
  Map<String, PatientRow> unacknowledged() {
    Map<String, PatientRow> rows = new LinkedHashMap<>();
    if (held != null) {
      for (PatientState state; (state = dirty.poll()) != null; ) {
        held.hold(state.key.id(), held(state, copy(row(state))));
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
    if (write != null) {
      try {
        write.get(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
        LOG.warn(
            "A write of patient state did not finish before the job stopped: {}", e.toString());
      }
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
