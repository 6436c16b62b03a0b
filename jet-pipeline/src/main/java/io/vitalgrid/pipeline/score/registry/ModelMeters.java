package io.vitalgrid.pipeline.score.registry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** What Prometheus sees of a member's models. */
final class ModelMeters {
  private final Lineup lineup;
  private final AtomicLong demotions = new AtomicLong();
  private volatile MultiGauge inUse;

  ModelMeters(Lineup lineup) {
    this.lineup = lineup;
  }

  void demoted() {
    demotions.incrementAndGet();
  }

  long demotions() {
    return demotions.get();
  }

  void bindTo(MeterRegistry registry) {
    inUse =
        MultiGauge.builder("vitalgrid.model.info")
            .description("1 for each model that this member scores with, by stage")
            .register(registry);
    FunctionCounter.builder("vitalgrid.model.demotions", demotions, AtomicLong::get)
        .description("Champions that failed and that this member took out of use")
        .register(registry);
    ofShadow(registry, "rows", "Rows that champion and shadow have both scored", f -> f.rows());
    ofShadow(registry, "dropped", "Rows that the shadow's budget did not allow", f -> f.dropped());
    ofShadow(registry, "cpu.share", "Share of one core that the shadow takes", f -> f.cpuShare());
    ofShadow(
        registry,
        "rank.correlation",
        "Spearman's rank correlation of shadow and champion",
        f -> f.rankCorrelation());
  }

  /** Brings the list of models up to date. */
  void show() {
    MultiGauge gauge = inUse;
    if (gauge == null) {
      return;
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    rows.add(row(lineup.champion().key().toString(), "champion"));
    Shadow shadow = lineup.shadow();
    if (shadow != null) {
      rows.add(row(shadow.shadowId(), "shadow"));
    }
    gauge.register(rows, true);
  }

  private static MultiGauge.Row<?> row(String model, String stage) {
    return MultiGauge.Row.of(Tags.of("model", model, "stage", stage), 1);
  }

  private void ofShadow(
      MeterRegistry registry, String name, String help, ToDoubleFunction<Shadow.Figures> figure) {
    Gauge.builder("vitalgrid.shadow." + name, lineup, l -> figure(l, figure))
        .description(help + "; NaN without a shadow")
        .register(registry);
  }

  private static double figure(Lineup lineup, ToDoubleFunction<Shadow.Figures> figure) {
    Shadow shadow = lineup.shadow();
    return shadow == null ? Double.NaN : figure.applyAsDouble(shadow.figures());
  }
}
