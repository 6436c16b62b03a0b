package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.MemberRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.pipeline.metrics.Latencies;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Adds up table {@code members}. Remembers the last row of each member that left. */
final class GridTotals {
  private final IMap<String, MemberRow> rows;
  private final Map<String, MemberRow> lastSeen = new HashMap<>();

  GridTotals(HazelcastInstance hazelcast) {
    rows = hazelcast.getMap(Maps.MEMBERS);
  }

  Totals read() {
    Map<String, MemberRow> present = new HashMap<>();
    rows.entrySet().forEach(row -> present.put(row.getKey(), row.getValue()));
    lastSeen.putAll(present);

    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    for (int i = 0; i < Counter.COUNT; i++) {
      Counter counter = Counter.of(i);
      counts.put(counter, lastSeen.values().stream().mapToLong(row -> row.counter(counter)).sum());
    }
    Histogram latency = Latencies.empty();
    long updatedAtMs = 0;
    for (MemberRow row : lastSeen.values()) {
      latency.add(Latencies.decode(row.latencyHistogram()));
      updatedAtMs = Math.max(updatedAtMs, row.updatedAtMs());
    }
    return new Totals(counts, latency, watermarkMs(present), updatedAtMs, present.size());
  }

  private static long watermarkMs(Map<String, MemberRow> present) {
    return present.values().stream()
        .mapToLong(MemberRow::watermarkMs)
        .filter(watermark -> watermark != Times.NONE)
        .min()
        .orElse(Times.NONE);
  }
}
