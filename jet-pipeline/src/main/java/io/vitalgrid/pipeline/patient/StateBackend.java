package io.vitalgrid.pipeline.patient;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicates;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 */
final class StateBackend {
  private static final Logger LOG = LoggerFactory.getLogger(StateBackend.class);

  /** Few enough to serialize within half a millisecond or so. */
  private static final int BATCH = 256;

  /** A patient that changes again meanwhile is written once; the snapshot holds what waits. */
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final IMap<String, PatientRow> patients;
  private final IMap<String, PatientRow> discharges;
  private final PartitionService partitions;
  private final ArrayDeque<PatientState> dirty = new ArrayDeque<>();
  private final List<PatientState> inFlight = new ArrayList<>(BATCH);
  private final PackedOutput buffer = new PackedOutput(4096);
  private CompletableFuture<Void> write;
  private long paceAtNanos = System.nanoTime();
  private long retryAtNanos = paceAtNanos;

  StateBackend(HazelcastInstance hazelcast) {
    patients = hazelcast.getMap(Maps.PATIENTS);
    discharges = hazelcast.getMap(Maps.DISCHARGES);
    partitions = hazelcast.getPartitionService();
  }

  /** Enters a state to be written as it is when its turn comes. */
  void enter(PatientState state) {
    if (!state.dirty) {
      state.dirty = true;
      dirty.add(state);
    }
  }

  /** Takes note of a finished write and starts the next; never waits. */
  void pump() {
    if (write != null && write.isDone()) {
      finishWrite();
    }
    if (write == null && !dirty.isEmpty() && isTime(System.nanoTime())) {
      startWrite();
    }
  }

  private boolean isTime(long now) {
    return now - retryAtNanos >= 0 && (dirty.size() >= BATCH || now - paceAtNanos >= 0);
  }

  private void startWrite() {
    paceAtNanos = System.nanoTime() + PACE_NANOS;
    Map<String, PatientRow> present = new HashMap<>();
    Map<String, PatientRow> gone = new HashMap<>();
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (PatientState state; inFlight.size() < BATCH && (state = dirty.poll()) != null; ) {
      state.dirty = false;
      inFlight.add(state);
      String id = state.key.id();
      if (state.isPresent()) {
        present.put(id, row(state));
        if (state.inDischarges) {
          state.inDischarges = false;
          writes.add(discharges.removeAsync(id).toCompletableFuture());
        }
      } else {
        gone.put(id, row(state));
        if (!state.inDischarges) {
          state.inDischarges = true;
          writes.add(patients.removeAsync(id).toCompletableFuture());
        }
      }
    }
    if (!present.isEmpty()) {
      writes.add(patients.setAllAsync(present).toCompletableFuture());
    }
    if (!gone.isEmpty()) {
      writes.add(discharges.setAllAsync(gone).toCompletableFuture());
    }
    write = CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
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
          inFlight.size(),
          write.handle((none, error) -> String.valueOf(error)).join());
      retryAtNanos = System.nanoTime() + RETRY_NANOS;
      inFlight.forEach(this::enter);
    }
    inFlight.clear();
    write = null;
  }

  /** States whose latest change may not be in the map yet. */
  Collection<PatientState> unacknowledged() {
    Set<PatientState> states = new LinkedHashSet<>(inFlight);
    states.addAll(dirty);
    return states;
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
    Set<Integer> wanted = new HashSet<>();
    Arrays.stream(owned).forEach(wanted::add);
    for (int i = 0; !wanted.isEmpty(); i++) {
      String keyInPartition = "p" + i;
      int partition = partitionOf(keyInPartition);
      if (wanted.remove(partition)) {
        load(discharges, keyInPartition, partition, states);
        load(patients, keyInPartition, partition, states);
      }
    }
    return states;
  }

  private void load(
      IMap<String, PatientRow> map,
      String keyInPartition,
      int partition,
      Map<String, PatientState> states) {
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
    if (other != null && other.version >= state.version) {
      return false;
    }
    states.put(key.id(), state);
    return true;
  }

  int partitionOf(String patientId) {
    return partitions.getPartition(patientId).getPartitionId();
  }
}
