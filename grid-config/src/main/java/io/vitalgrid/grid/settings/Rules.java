package io.vitalgrid.grid.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold between settings. */
final class Rules {
  private static final List<Setting<String>> TOPICS =
      List.of(
          GridSettings.KAFKA_TOPIC_INPUT,
          GridSettings.KAFKA_TOPIC_PREDICTIONS,
          GridSettings.KAFKA_TOPIC_ALERTS,
          GridSettings.KAFKA_TOPIC_LATE_EVENTS,
          GridSettings.KAFKA_TOPIC_REJECTED);

  private Rules() {}

  static void check(Settings settings) {
    checkWindow(settings);
    checkStateTtl(settings);
    checkTopics(settings);
    checkAlerts(settings);
  }

  private static void checkWindow(Settings settings) {
    Duration size = settings.get(GridSettings.WINDOW_SIZE);
    Duration slide = settings.get(GridSettings.WINDOW_SLIDE);
    if (size.toMillis() % slide.toMillis() != 0) {
      long multiple = Math.max(1, Math.round((double) size.toMillis() / slide.toMillis()));
      throw new SettingsException(
          ("window.size must be a positive multiple of window.slide, but window.size is %s and"
                  + " window.slide is %s. Example: window.size=%s")
              .formatted(
                  settings.describe(GridSettings.WINDOW_SIZE),
                  settings.describe(GridSettings.WINDOW_SLIDE),
                  Durations.print(slide.multipliedBy(multiple))));
    }
  }

  private static void checkStateTtl(Settings settings) {
    Duration least =
        settings
            .get(GridSettings.WINDOW_SIZE)
            .plus(settings.get(GridSettings.WATERMARK_LAG))
            .plus(settings.get(GridSettings.LATENESS_ALLOWED));
    if (settings.get(GridSettings.STATE_TTL).compareTo(least) < 0) {
      throw new SettingsException(
          ("state.ttl must be at least window.size + watermark.lag + lateness.allowed, or states"
                  + " expire before their windows do, but state.ttl is %s, window.size is %s,"
                  + " watermark.lag is %s and lateness.allowed is %s. Example: state.ttl=%s")
              .formatted(
                  settings.describe(GridSettings.STATE_TTL),
                  settings.describe(GridSettings.WINDOW_SIZE),
                  settings.describe(GridSettings.WATERMARK_LAG),
                  settings.describe(GridSettings.LATENESS_ALLOWED),
                  Durations.print(least)));
    }
  }

  private static void checkAlerts(Settings settings) {
    int medium = settings.get(GridSettings.ALERT_NEWS2_MEDIUM_POINTS);
    int high = settings.get(GridSettings.ALERT_NEWS2_HIGH_POINTS);
    if (medium > high) {
      throw new SettingsException(
          ("alert.news2-medium.points must not be above alert.news2-high.points, but is %s, and"
                  + " alert.news2-high.points is %s. Example: alert.news2-medium.points=%d")
              .formatted(
                  settings.describe(GridSettings.ALERT_NEWS2_MEDIUM_POINTS),
                  settings.describe(GridSettings.ALERT_NEWS2_HIGH_POINTS),
                  high));
    }
    int risk = settings.get(GridSettings.ALERT_RISK_HIGH_PERCENT);
    if (settings.get(GridSettings.ALERT_RISK_HIGH_HYSTERESIS_PERCENT) >= risk) {
      throw new SettingsException(
          ("alert.risk-high.hysteresis-percent must be below alert.risk-high.percent, or its alerts"
                  + " never end, but is %s, and alert.risk-high.percent is %s. Example:"
                  + " alert.risk-high.hysteresis-percent=%d")
              .formatted(
                  settings.describe(GridSettings.ALERT_RISK_HIGH_HYSTERESIS_PERCENT),
                  settings.describe(GridSettings.ALERT_RISK_HIGH_PERCENT),
                  risk / 10));
    }
    int hysteresis = settings.get(GridSettings.ALERT_HYSTERESIS_POINTS);
    if (hysteresis >= Math.min(medium, settings.get(GridSettings.ALERT_DETERIORATING_POINTS))) {
      throw new SettingsException(
          ("alert.hysteresis-points must be below alert.news2-medium.points and"
                  + " alert.deteriorating.points, or their alerts never end, but is %s. Example:"
                  + " alert.hysteresis-points=0")
              .formatted(settings.describe(GridSettings.ALERT_HYSTERESIS_POINTS)));
    }
  }

  private static void checkTopics(Settings settings) {
    Map<String, Setting<String>> byTopic = new HashMap<>();
    for (Setting<String> setting : TOPICS) {
      Setting<String> other = byTopic.putIfAbsent(settings.get(setting), setting);
      if (other != null) {
        throw new SettingsException(
            ("Every kafka.topic.* must name a topic of its own, but %s is %s and %s is %s."
                    + " Example: %s")
                .formatted(
                    other,
                    settings.describe(other),
                    setting,
                    settings.describe(setting),
                    setting.example()));
      }
    }
  }
}
