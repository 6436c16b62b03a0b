package io.vitalgrid.pipeline.store;

import com.hazelcast.cluster.Address;
import com.hazelcast.internal.partition.IPartitionService;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapEntries;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.partition.PartitioningStrategy;
import com.hazelcast.spi.impl.NodeEngine;
import io.vitalgrid.grid.row.RowForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Writes to a member's map with the operations that its {@link IMap} sends, but nobody is told when
 * they end: who waits must ask. IMap's asynchronous calls each wake a thread of the JVM's common
 * pool for that, thousands of times a second; and each makes the key's binary form anew, see {@link
 * MapKey}. The map's own count of such calls does not have these. Used by one thread.
 *
 * <p>Hazelcast's internals, as of 5.6: what they are is known here and nowhere else.
 */
public final class EntryCalls<K, V> {
  private static final long AS_THE_MAP_SAYS = -1; // time to live, and idle time
  private static final int USUAL_ENTRIES = 8; // of a partition in one call
  private static final boolean LOAD_FIRST = false; // what a map's store has; these have none

  private final String map;
  private final NodeEngine node;
  private final IPartitionService partitions;
  private final MapOperationProvider operations;
  private final PartitioningStrategy<?> strategy;

  /** Entries to be set together, by partition; null where there are none. */
  private final MapEntries[] together;

  /** Null before the first row, and where values are none. */
  private RowForm<V> form;

  public EntryCalls(IMap<K, V> map) {
    MapProxyImpl<K, V> proxy = (MapProxyImpl<K, V>) map;
    this.map = proxy.getName();
    node = proxy.getNodeEngine();
    partitions = node.getPartitionService();
    operations = proxy.getOperationProvider();
    strategy = proxy.getPartitionStrategy();
    together = new MapEntries[partitions.getPartitionCount()];
  }

  public CompletableFuture<?> set(MapKey<K> key, V value) {
    Data keyData = binary(key);
    Data valueData = binary(value);
    return invoke(
        keyData,
        operations.createSetOperation(map, keyData, valueData, AS_THE_MAP_SAYS, AS_THE_MAP_SAYS));
  }

  public CompletableFuture<?> remove(MapKey<K> key) {
    Data keyData = binary(key);
    return invoke(keyData, operations.createRemoveOperation(map, keyData));
  }

  /** Makes the entry's binary form, to be sent by {@link #setTogether}. A key must come once. */
  public void add(MapKey<K> key, V value) {
    Data keyData = binary(key);
    int partition = partitions.getPartitionId(keyData);
    MapEntries entries = together[partition];
    if (entries == null) {
      entries = new MapEntries(USUAL_ENTRIES);
      together[partition] = entries;
    }
    entries.add(keyData, binary(value));
  }

  /** Sets what has been added: a call for each member, an operation for each partition. */
  public void setTogether(Calls calls) {
    Map<Address, List<Integer>> byOwner = new HashMap<>();
    for (int partition = 0; partition < together.length; partition++) {
      if (together[partition] != null) {
        byOwner.computeIfAbsent(owner(partition), any -> new ArrayList<>()).add(partition);
      }
    }
    byOwner.forEach((owner, owned) -> calls.add(invokeTogether(owner, owned)));
  }

  /** Nobody owns a partition for a moment after members were lost: then this one asks later. */
  private Address owner(int partition) {
    Address owner = partitions.getPartitionOwner(partition);
    return owner == null ? node.getThisAddress() : owner;
  }

  private CompletableFuture<?> invokeTogether(Address owner, List<Integer> owned) {
    int[] ids = new int[owned.size()];
    MapEntries[] entries = new MapEntries[ids.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = owned.get(i);
      entries[i] = together[ids[i]];
      together[ids[i]] = null;
    }
    return node.getOperationService()
        .invokeOnPartitionsAsync(
            MapService.SERVICE_NAME,
            operations.createPutAllOperationFactory(map, ids, entries, LOAD_FIRST),
            Collections.singletonMap(owner, owned));
  }

  private Data binary(MapKey<K> key) {
    Data binary = key.binary();
    if (binary == null) {
      binary = node.getSerializationService().toData(key.key(), strategy);
      key.keep(binary);
    }
    return binary;
  }

  /** The first by Hazelcast, which tells the cluster of a row's schema. */
  private Data binary(V value) {
    if (form != null) {
      return form.toData(value);
    }
    form = RowForm.like(value);
    return node.toData(value);
  }

  private CompletableFuture<?> invoke(Data key, MapOperation operation) {
    operation.setThreadId(ThreadUtil.getThreadId());
    return node.getOperationService()
        .createInvocationBuilder(MapService.SERVICE_NAME, operation, partitions.getPartitionId(key))
        .setResultDeserialized(false)
        .setAsync()
        .invoke();
  }
}
