package io.vitalgrid.pipeline.alert;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.vitalgrid.pipeline.lane.PartitionKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads back what the alerts of a lane's patients stood at. */
final class LaneStates {
  private final HazelcastInstance hazelcast;
  private final IMap<String, byte[]> map;

  LaneStates(HazelcastInstance hazelcast, IMap<String, byte[]> map) {
    this.hazelcast = hazelcast;
    this.map = map;
  }

  /** The states in the given Hazelcast partitions; blocks. */
  Map<String, byte[]> load(int[] owned) {
    Map<String, byte[]> states = new HashMap<>();
    for (String keyInPartition : PartitionKeys.of(hazelcast.getPartitionService(), owned)) {
      map.entrySet(Predicates.partitionPredicate(keyInPartition, Predicates.alwaysTrue()))
          .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
    }
    return states;
  }

  /**
   * Puts map and snapshot together. The newer state counts; and what the snapshot has was said
   * before it.
   */
  static List<PatientAlerts> merge(Map<String, byte[]> stored, Map<String, byte[]> snapshot) {
    List<PatientAlerts> merged = new ArrayList<>();
    Set<String> ids = new HashSet<>(stored.keySet());
    ids.addAll(snapshot.keySet());
    for (String id : ids) {
      PatientAlerts inMap = unpack(id, stored.get(id));
      PatientAlerts covered = unpack(id, snapshot.get(id));
      if (covered == null) {
        merged.add(inMap);
      } else if (inMap == null || inMap.version < covered.version) {
        covered.learnSaid(covered);
        merged.add(covered);
      } else {
        inMap.learnSaid(covered);
        merged.add(inMap);
      }
    }
    return merged;
  }

  private static PatientAlerts unpack(String id, byte[] packed) {
    return packed == null ? null : PatientAlerts.unpack(id, packed);
  }
}
