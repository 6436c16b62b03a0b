package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Stats;
import org.apache.flink.api.common.functions.AggregateFunction;

/** Adds events to a window in place: heap state copies only what a checkpoint still needs. */
final class StatsFunction implements AggregateFunction<BedEvent, Stats, Stats> {
  @Override
  public Stats createAccumulator() {
    return new Stats();
  }

  @Override
  public Stats add(BedEvent event, Stats stats) {
    stats.add(event);
    return stats;
  }

  @Override
  public Stats getResult(Stats stats) {
    return stats;
  }

  @Override
  public Stats merge(Stats a, Stats b) {
    a.merge(b);
    return a;
  }
}
