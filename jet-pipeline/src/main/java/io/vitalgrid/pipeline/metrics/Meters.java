package io.vitalgrid.pipeline.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.Times;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One member's numbers for Prometheus. No label ever carries a patient's data. */
public final class Meters implements AutoCloseable {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(10_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(200_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(30),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  /** Micrometer's names of these break Prometheus' rules for names (promtool check metrics). */
  private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Timer inference;
  private final Timer barrier;
  private final Timer flush;

  private Meters() {
    registry.config().meterFilter(MeterFilter.deny(id -> MISNAMED.contains(id.getName())));
    inference = histogram("vitalgrid.inference.latency", "One micro-batch through the model");
    barrier = histogram("vitalgrid.barrier.stall", "A lane of patients stood still for a snapshot");
    flush =
        histogram(
            "vitalgrid.barrier.flush", "A sink put into a snapshot what its maps did not have yet");
  }

  static Meters of(GridMetrics metrics) {
    Meters meters = new Meters();
    for (int i = 0; i < Counter.COUNT; i++) {
      meters.register(Counter.of(i), metrics);
    }
    Gauge.builder("vitalgrid.watermark.age", metrics, Meters::watermarkAgeSeconds)
        .description("How far the watermark is behind this member's clock; NaN before the first")
        .baseUnit("seconds")
        .register(meters.registry);
    Gauge.builder("vitalgrid.kafka.away", metrics, m -> m.kafkaAwayNanos() / 1e9)
        .description("How long Kafka has not answered; 0 while it does")
        .baseUnit("seconds")
        .register(meters.registry);
    meters
        .registry
        .getPrometheusRegistry()
        .register(new LatencyCollector(metrics.latencies(), List.of(BUCKETS)));
    List.of(
            meters.gc,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(meters::bind);
    return meters;
  }

  /** Adds further meters. */
  public void bind(MeterBinder binder) {
    binder.bindTo(registry);
  }

  /** All of them in Prometheus' text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  void flush(long nanos) {
    flush.record(nanos, TimeUnit.NANOSECONDS);
  }

  void barrier(long nanos) {
    barrier.record(nanos, TimeUnit.NANOSECONDS);
  }

  void inference(long nanos) {
    inference.record(nanos, TimeUnit.NANOSECONDS);
  }

  private void register(Counter counter, GridMetrics metrics) {
    CounterMeter meter = CounterMeter.of(counter);
    FunctionCounter.Builder<GridMetrics> builder =
        FunctionCounter.builder(meter.name(), metrics, m -> m.count(counter))
            .description(meter.help());
    if (meter.label() != null) {
      builder.tag(meter.label(), meter.value());
    }
    builder.register(registry);
  }

  private static double watermarkAgeSeconds(GridMetrics metrics) {
    long watermark = metrics.watermarkMs();
    return watermark == Times.NONE ? Double.NaN : (System.currentTimeMillis() - watermark) / 1000.0;
  }

  private Timer histogram(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
