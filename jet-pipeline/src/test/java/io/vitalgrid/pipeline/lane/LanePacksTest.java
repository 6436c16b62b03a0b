package io.vitalgrid.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Util;
import com.hazelcast.jet.core.BroadcastKey;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("cluster")
class LanePacksTest {
  private static HazelcastInstance member;
  private static int partitions;

  @BeforeAll
  static void startMember() throws Exception {
    member = TestGrid.bareMember(new GridMetrics()::attachTo);
    partitions = member.getPartitionService().getPartitions().size();
  }

  @AfterAll
  static void stopMember() {
    member.shutdown();
  }

  /** Those of one lane go to three, by other partitions than before. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 500, LanePacks.MOST, LanePacks.MOST + 1})
  void when_everyLaneReadsThePacks_then_eachPatientIsTakenBackOnce(int patients) {
    LanePacks before = new LanePacks(member, IntStream.range(0, partitions).toArray());
    List<Map.Entry<Object, Object>> packed = before.pack(byPatient(patients));

    Map<String, Object> taken = new TreeMap<>();
    for (int lane = 0; lane < 3; lane++) {
      int mine = lane;
      LanePacks after =
          new LanePacks(
              member, IntStream.range(0, partitions).filter(p -> p % 3 == mine).toArray());
      for (Map.Entry<Object, Object> entry : packed) {
        if (entry.getKey() instanceof BroadcastKey || after.owns((String) entry.getKey())) {
          after.unpack(
              entry.getKey(),
              copied(entry.getValue()),
              (id, value) -> assertThat(taken.put(id, value)).as(id).isNull());
        }
      }
    }
    assertThat(taken).hasSize(patients);
    taken.forEach((id, value) -> assertThat(value).isEqualTo("of " + id));
  }

  @Test
  void when_thereIsNotMuch_then_aSnapshotHasFewEntries() {
    LanePacks packs = new LanePacks(member, IntStream.range(0, partitions).toArray());
    assertThat(packs.pack(byPatient(500))).hasSize(16);
    assertThat(packs.pack(byPatient(LanePacks.MOST))).hasSize(64);
    assertThat(packs.pack(byPatient(LanePacks.MOST + 1)))
        .as("too much for every lane to read")
        .hasSize(LanePacks.MOST + 1)
        .extracting(Map.Entry::getKey)
        .contains("P0");
  }

  @Test
  void when_aLaneHasAFewPartitions_then_itsKeysLieThere() {
    for (int first : new int[] {0, 100, partitions - 3}) {
      int[] owned = {first, first + 1, first + 2};
      LanePacks packs = new LanePacks(member, owned);
      Set<Integer> used = new HashSet<>();
      for (int i = 0; i < 10; i++) {
        used.add(member.getPartitionService().getPartition(packs.key()).getPartitionId());
      }
      assertThat(used).hasSize(3).containsOnly(first, first + 1, first + 2);
    }
  }

  /** There are more lanes than partitions: it has no patients, but packs it must be able to. */
  @Test
  void when_aLaneHasNoPartition_then_itReadsPacksAndTakesNothing() {
    LanePacks packs = new LanePacks(member, new int[0]);
    for (Map.Entry<Object, Object> entry : packs.pack(byPatient(40))) {
      packs.unpack(
          entry.getKey(), entry.getValue(), (id, value) -> assertThat(id).as("taken").isNull());
    }
  }

  private static List<Map.Entry<Object, Object>> byPatient(int patients) {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    for (int i = 0; i < patients; i++) {
      entries.add(Util.entry("P" + i, "of P" + i));
    }
    return entries;
  }

  /** Through the serialization of the grid and back. */
  private static Object copied(Object value) {
    member.getMap("copies").put(0, value);
    return member.getMap("copies").get(0);
  }
}
