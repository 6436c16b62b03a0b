package io.vitalgrid.chaos;

import io.vitalgrid.pipeline.patient.MonitorPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The grid's windows during a run, short so that many settle.
 *
 * <p>The verdict must not depend on the exact course of the watermark, which no two runs share. So
 * the allowed lateness is longer than the longest delay of an event that is to be accepted, an
 * outage of the broker included; what is to be refused comes ten minutes late and more.
 */
public record WindowSettings(Duration size, Duration slide) {
  public static final String INPUT_TOPIC = "patient-data";
  public static final String PREDICTIONS_TOPIC = "predictions";
  public static final String LATE_EVENTS_TOPIC = "late-events";
  public static final String REJECTED_TOPIC = "patient-data.rejected";

  public static final Duration LAG = Duration.ofSeconds(2);
  public static final Duration LATENESS = Duration.ofMinutes(1);
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(5);
  public static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(10);
  private static final Duration STATE_TTL = Duration.ofHours(24);

  /** Everything that a member must be told, as {@code name=value}. */
  public List<String> assignments() {
    return List.of(
        "window.size=" + size.toMillis() + "ms",
        "window.slide=" + slide.toMillis() + "ms",
        "watermark.lag=" + LAG.toMillis() + "ms",
        "watermark.idle-timeout=" + IDLE_TIMEOUT.toMillis() + "ms",
        "lateness.allowed=" + LATENESS.toMillis() + "ms",
        "ingest.max-clock-skew=" + MAX_CLOCK_SKEW.toMillis() + "ms");
  }

  /** The same for the oracle. */
  public MonitorPolicy policy() {
    return new MonitorPolicy(
        INPUT_TOPIC, size.toMillis(), slide.toMillis(), LATENESS.toMillis(), STATE_TTL.toMillis());
  }

  /** End of the newest window that holds a time; epoch ms. */
  public long newestEndMs(long timeMs) {
    return timeMs - Math.floorMod(timeMs, slide.toMillis()) + slide.toMillis();
  }

  /** End of the last window that holds a time; epoch ms. */
  public long lastEndMs(long timeMs) {
    return newestEndMs(timeMs) - slide.toMillis() + size.toMillis();
  }
}
