package io.vitalgrid.loadgen.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsProbeTest {
  @Test
  void when_membersTellTheirFigures_then_countsAreAdded_andOfOthersTheHighestIsTaken() {
    Map<String, Double> metrics = new TreeMap<>();
    """
    # HELP vitalgrid_events_total Events.
    vitalgrid_events_total{outcome="late"} 12.0
    vitalgrid_events_total{outcome="on_time"} 30.0
    vitalgrid_watermark_age_seconds 5.5
    vitalgrid_watermark_age_seconds 7.25
    vitalgrid_inference_latency_seconds_bucket{le="0.1"} 9.0
    jvm_threads_live_threads 31.0
    process_cpu_usage 0.5
    nonsense
    vitalgrid_broken x
    """
        .lines()
        .forEach(line -> MetricsProbe.add(line, metrics));

    assertThat(metrics)
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    "vitalgrid_events_total", 42.0,
                    "vitalgrid_watermark_age_seconds", 7.25,
                    "process_cpu_usage", 0.5)));
  }
}
