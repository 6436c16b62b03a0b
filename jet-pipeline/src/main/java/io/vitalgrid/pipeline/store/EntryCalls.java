package io.vitalgrid.pipeline.store;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.util.ThreadUtil;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.operation.MapOperation;
import com.hazelcast.map.impl.operation.MapOperationProvider;
import com.hazelcast.map.impl.proxy.MapProxyImpl;
import com.hazelcast.partition.PartitioningStrategy;
import com.hazelcast.spi.impl.NodeEngine;
import java.util.concurrent.CompletableFuture;

/**
 * Sets and removes single entries of a member's map with the operations that its {@link IMap}
 * sends, but nobody is told when they end: who waits must ask. IMap's asynchronous calls each wake
 * a thread of the JVM's common pool for that, thousands of times a second. The map's own count of
 * such calls does not have these.
 *
 * <p>Hazelcast's internals, as of 5.6: what they are is known here and nowhere else.
 */
final class EntryCalls<K, V> {
  private static final long AS_THE_MAP_SAYS = -1; // time to live, and idle time

  private final String map;
  private final NodeEngine node;
  private final MapOperationProvider operations;
  private final PartitioningStrategy<?> strategy;

  EntryCalls(IMap<K, V> map) {
    MapProxyImpl<K, V> proxy = (MapProxyImpl<K, V>) map;
    this.map = proxy.getName();
    node = proxy.getNodeEngine();
    operations = proxy.getOperationProvider();
    strategy = proxy.getPartitionStrategy();
  }

  CompletableFuture<?> set(K key, V value) {
    Data keyData = key(key);
    Data valueData = node.toData(value);
    return invoke(
        keyData,
        operations.createSetOperation(map, keyData, valueData, AS_THE_MAP_SAYS, AS_THE_MAP_SAYS));
  }

  CompletableFuture<?> remove(K key) {
    Data keyData = key(key);
    return invoke(keyData, operations.createRemoveOperation(map, keyData));
  }

  private Data key(K key) {
    return node.getSerializationService().toData(key, strategy);
  }

  private CompletableFuture<?> invoke(Data key, MapOperation operation) {
    operation.setThreadId(ThreadUtil.getThreadId());
    return node.getOperationService()
        .createInvocationBuilder(
            MapService.SERVICE_NAME, operation, node.getPartitionService().getPartitionId(key))
        .setResultDeserialized(false)
        .setAsync()
        .invoke();
  }
}
