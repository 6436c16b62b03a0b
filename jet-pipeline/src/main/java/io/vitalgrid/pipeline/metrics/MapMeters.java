package io.vitalgrid.pipeline.metrics;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** How large this member's part of each map is. */
public final class MapMeters implements MeterBinder {
  private final HazelcastInstance member;
  private final List<String> maps;

  public MapMeters(HazelcastInstance member, List<String> maps) {
    this.member = member;
    this.maps = maps;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String name : maps) {
      IMap<?, ?> map = member.getMap(name);
      Gauge.builder("vitalgrid.map.entries", map, m -> m.getLocalMapStats().getOwnedEntryCount())
          .description("Entries of the map that this member owns, without its backups")
          .tag("map", name)
          .register(registry);
      Gauge.builder("vitalgrid.map.heap", map, m -> m.getLocalMapStats().getHeapCost())
          .description("Memory of the map's entries on this member, backups included")
          .baseUnit("bytes")
          .tag("map", name)
          .register(registry);
    }
  }
}
