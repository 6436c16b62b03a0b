package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.DriftRow;
import io.vitalgrid.pipeline.drift.Baseline;
import io.vitalgrid.pipeline.drift.Counts;
import io.vitalgrid.pipeline.drift.Drift;
import io.vitalgrid.pipeline.drift.DriftPolicy;
import io.vitalgrid.pipeline.drift.DriftWindow;
import io.vitalgrid.pipeline.score.model.Feature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every member writes what it has counted into IMap {@code drift_counts}; the oldest adds them up
 * and writes table {@code drift}; every member shows that to Prometheus. Called by the models
 * thread.
 *
 * <p>A baseline that has to be learned is learned by whoever has enough rows first, and kept in
 * IMap {@code drift_baselines}, for counts of different bins do not add up.
 */
final class DriftPublisher implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(DriftPublisher.class);

  /** How long counts outlive their member. */
  private static final long COUNTS_TTL_SECONDS = 60;

  private final IMap<String, byte[]> counts;
  private final IMap<String, String> baselines;
  private final IMap<String, DriftRow> table;
  private final HazelcastInstance hazelcast;
  private final String member;
  private final Lineup lineup;
  private final DriftPolicy policy;
  private final Clock clock;
  private volatile MultiGauge gauge;

  DriftPublisher(HazelcastInstance hazelcast, Lineup lineup, DriftPolicy policy, Clock clock) {
    counts = hazelcast.getMap(Maps.DRIFT_COUNTS);
    baselines = hazelcast.getMap(Maps.DRIFT_BASELINES);
    table = hazelcast.getMap(Maps.DRIFT);
    this.hazelcast = hazelcast;
    member = hazelcast.getCluster().getLocalMember().getUuid().toString();
    this.lineup = lineup;
    this.policy = policy;
    this.clock = clock;
  }

  void publish() {
    try {
      LiveModel champion = lineup.champion();
      Baseline baseline = baseline(champion);
      if (baseline != null) {
        count(champion);
        if (hazelcast.getCluster().getMembers().iterator().next().localMember()) {
          judge(champion, baseline);
        }
      }
      show();
    } catch (RuntimeException e) { // the grid may be in any state; the next time may be better
      LOG.debug("Drift could not be published: {}", e.toString());
    }
  }

  private Baseline baseline(LiveModel champion) {
    DriftWindow window = champion.drift();
    if (window.baseline() != null) {
      return window.baseline();
    }
    String model = champion.key().toString();
    String known = baselines.get(model);
    float[][] rows = window.firstRows();
    if (known == null && rows != null) {
      List<String> names = new ArrayList<>();
      champion.scorer().features().stream().map(Feature::featureName).forEach(names::add);
      names.add(Baseline.RISK);
      String learned = Baseline.of(Baseline.FIRST_ROWS, names, rows).toJson();
      String other = baselines.putIfAbsent(model, learned);
      known = other == null ? learned : other;
      LOG.info(
          "Model {} brings no baseline; drift is measured against the first {} rows that it was"
              + " given here",
          model,
          rows[0].length);
    }
    if (known != null) {
      window.use(Baseline.ofJson(known));
    }
    return window.baseline();
  }

  private void count(LiveModel champion) {
    counts.set(
        member + "/" + champion.key(),
        champion.drift().counts().toBytes(),
        COUNTS_TTL_SECONDS,
        TimeUnit.SECONDS);
  }

  private void judge(LiveModel champion, Baseline baseline) {
    Counts sum = Counts.none(baseline.binCount());
    for (Map.Entry<String, byte[]> each : counts.entrySet()) {
      if (each.getKey().endsWith("/" + champion.key())) {
        sum = sum.with(Counts.ofBytes(each.getValue()));
      }
    }
    List<Drift> drifts = Drift.of(baseline, sum, policy);
    for (Drift drift : drifts) {
      table.set(
          drift.feature(),
          new DriftRow(
              drift.psi(),
              drift.verdict(),
              drift.baselineCount(),
              drift.currentCount(),
              champion.key().toString(),
              baseline.source(),
              clock.millis()));
    }
    for (String feature : table.keySet()) { // of the model before
      if (drifts.stream().noneMatch(drift -> drift.feature().equals(feature))) {
        table.delete(feature);
      }
    }
  }

  private void show() {
    MultiGauge shown = gauge;
    if (shown != null) {
      List<MultiGauge.Row<?>> rows = new ArrayList<>();
      table.forEach(
          (feature, row) -> rows.add(MultiGauge.Row.of(Tags.of("feature", feature), row.psi())));
      shown.register(rows, true);
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge =
        MultiGauge.builder("vitalgrid.drift.psi")
            .description("Population stability index of what the champion is given; NaN if too few")
            .register(registry);
  }
}
