package io.vitalgrid.pipeline.alert;

import com.hazelcast.core.HazelcastInstance;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many alerts one member raised, ended and has open, by kind; never by patient. */
final class AlertMeters implements MeterBinder {
  private static final String KEY = "vitalgrid.alerts";

  private final AtomicLongArray[] changes = new AtomicLongArray[Change.values().length];
  private final AtomicLongArray open = new AtomicLongArray(AlertKind.COUNT);

  private AlertMeters() {
    for (int i = 0; i < changes.length; i++) {
      changes[i] = new AtomicLongArray(AlertKind.COUNT);
    }
  }

  /** Those of a running member. */
  static AlertMeters of(HazelcastInstance member) {
    return (AlertMeters)
        member
            .getUserContext()
            .computeIfAbsent(
                KEY,
                key -> {
                  AlertMeters meters = new AlertMeters();
                  GridMetrics.of(member).meters().bind(meters);
                  return meters;
                });
  }

  void count(AlertKind kind, Change change) {
    changes[change.ordinal()].incrementAndGet(kind.index());
  }

  /** A lane has so many more, or less, open than before. */
  void addOpen(AlertKind kind, int more) {
    open.addAndGet(kind.index(), more);
  }

  long open(AlertKind kind) {
    return open.get(kind.index());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (AlertKind kind : AlertKind.values()) {
      String label = kind.name().toLowerCase(Locale.ROOT);
      for (Change change : Change.values()) {
        if (change != Change.KEPT) {
          FunctionCounter.builder(
                  "vitalgrid.alerts", changes[change.ordinal()], counts -> counts.get(kind.index()))
              .description("What happened to alerts, by kind and change")
              .tag("kind", label)
              .tag("change", change.name().toLowerCase(Locale.ROOT))
              .register(registry);
        }
      }
      Gauge.builder("vitalgrid.alerts.open", open, counts -> counts.get(kind.index()))
          .description("Open alerts of this member's patients, by kind")
          .tag("kind", label)
          .register(registry);
    }
  }
}
