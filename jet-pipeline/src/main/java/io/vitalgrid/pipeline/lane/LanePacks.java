package io.vitalgrid.pipeline.lane;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.partition.PartitionService;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a lane puts into a snapshot, many patients in an entry. An entry by each patient's own key
 * would be a write of its own in each partition, some hundred at every snapshot; a pack goes to
 * every lane after a restart, and each takes what is its own then. So packs are for what is not
 * much: of more than {@link #MOST} entries, each goes by its own key.
 *
 * <p>The keys lie in partitions of the lane's own, so that a snapshot stays on its member. Used by
 * one thread.
 */
public final class LanePacks {
  /** So many patients' entries are read by every lane at most. */
  public static final int MOST = 2048;

  /** Rows have a KB or so, and Jet writes 128 KiB in one piece; what is larger goes by itself. */
  private static final int ENTRIES = 32;

  private static final int KEYS = 8;

  private final BitSet own = new BitSet();
  private final PartitionService partitions;
  private final List<BroadcastKey<Integer>> keys;
  private int last;

  /**
   * @param owned the partitions that are dealt to the lane
   */
  public LanePacks(HazelcastInstance hazelcast, int[] owned) {
    partitions = hazelcast.getPartitionService();
    for (int partition : owned) {
      own.set(partition);
    }
    List<BroadcastKey<Integer>> all =
        PartitionKeys.of(partitions, owned, BroadcastKey::broadcastKey);
    keys =
        all.isEmpty()
            ? List.of(BroadcastKey.broadcastKey(0)) // some other lane's
            : all.subList(0, Math.min(KEYS, all.size()));
  }

  /** A key that every lane gets; another one each time, as long as there are some. */
  public BroadcastKey<Integer> key() {
    last = (last + 1) % keys.size();
    return keys.get(last);
  }

  /** Whether the patient is this lane's. */
  public boolean owns(String patientId) {
    return own.get(partitions.getPartition(patientId).getPartitionId());
  }

  /** Entries for a snapshot, of those by patient's id, in their order. */
  public List<Map.Entry<Object, Object>> pack(List<Map.Entry<Object, Object>> byPatient) {
    if (byPatient.size() > MOST) {
      return byPatient;
    }
    List<Map.Entry<Object, Object>> packed = new ArrayList<>();
    for (int from = 0; from < byPatient.size(); from += ENTRIES) {
      List<Object> pack = new ArrayList<>(2 * ENTRIES);
      for (int i = from; i < Math.min(byPatient.size(), from + ENTRIES); i++) {
        pack.add(byPatient.get(i).getKey());
        pack.add(byPatient.get(i).getValue());
      }
      packed.add(Util.entry(key(), pack));
    }
    return packed;
  }

  /** Takes back an entry of {@link #pack}: gives the values of this lane's patients, by id. */
  public void unpack(Object key, Object value, BiConsumer<String, Object> action) {
    if (!(key instanceof BroadcastKey)) {
      action.accept((String) key, value);
      return;
    }
    List<?> pack = (List<?>) value;
    for (int i = 0; i < pack.size(); i += 2) {
      String patientId = (String) pack.get(i);
      if (owns(patientId)) {
        action.accept(patientId, pack.get(i + 1));
      }
    }
  }
}
