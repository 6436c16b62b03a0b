package io.vitalgrid.pipeline.lane;

import com.hazelcast.partition.PartitionService;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Keys by which a lane reaches the Hazelcast partitions that are dealt to it. */
public final class PartitionKeys {
  private PartitionKeys() {}

  /** One key in each of the partitions, such as {@code p17}. */
  public static List<String> of(PartitionService partitions, int[] owned) {
    return of(partitions, owned, i -> "p" + i);
  }

  /**
   * The same with keys of another kind.
   *
   * @param key the keys to try, by number: different ones for different numbers
   */
  static <K> List<K> of(PartitionService partitions, int[] owned, IntFunction<K> key) {
    BitSet wanted = new BitSet();
    for (int partition : owned) {
      wanted.set(partition);
    }
    List<K> keys = new ArrayList<>(owned.length);
    for (int i = 0; !wanted.isEmpty(); i++) {
      K tried = key.apply(i);
      int partition = partitions.getPartition(tried).getPartitionId();
      if (wanted.get(partition)) {
        wanted.clear(partition);
        keys.add(tried);
      }
    }
    return keys;
  }
}
