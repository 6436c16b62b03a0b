package io.vitalgrid.pipeline.sink;

import com.hazelcast.jet.core.Outbox;
import java.util.List;
import java.util.Map;

/** A sink's outbox that keeps what goes into the snapshot; Jet's own for tests knows no Compact. */
record SnapshotOnly(List<Map.Entry<Object, Object>> snapshot) implements Outbox {
  @Override
  public int bucketCount() {
    return 0;
  }

  @Override
  public boolean offer(int edge, Object item) {
    throw new UnsupportedOperationException("a sink has no edges");
  }

  @Override
  public boolean offer(int[] edges, Object item) {
    throw new UnsupportedOperationException("a sink has no edges");
  }

  @Override
  public boolean offerToSnapshot(Object key, Object value) {
    return snapshot.add(Map.entry(key, value));
  }

  @Override
  public boolean hasUnfinishedItem() {
    return false;
  }
}
