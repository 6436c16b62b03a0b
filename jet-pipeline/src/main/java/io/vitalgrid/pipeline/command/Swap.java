package io.vitalgrid.pipeline.command;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ScoringRow;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Waits until every member scores with a model. */
final class Swap {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Swap() {}

  /**
   * @return whether they all do
   */
  static boolean await(HazelcastInstance hazelcast, ModelKey key, Consumer<String> say) {
    long start = System.nanoTime();
    IMap<String, ScoringRow> rows = hazelcast.getMap(Maps.SCORING);
    while (true) {
      Set<String> members =
          hazelcast.getCluster().getMembers().stream()
              .map(member -> member.getUuid().toString())
              .collect(Collectors.toSet());
      long swapped =
          rows.getAll(members).values().stream()
              .filter(row -> key.toString().equals(row.champion()))
              .count();
      long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (swapped == members.size()) {
        say.accept(key + " scores on every member (" + swapped + "), after " + ms + " ms");
        return true;
      }
      if (ms > LONGEST.toMillis()) {
        say.accept(
            "%s is the champion, but scores on %d of %d members only; ask table scoring, and the logs"
                .formatted(key, swapped, members.size()));
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
