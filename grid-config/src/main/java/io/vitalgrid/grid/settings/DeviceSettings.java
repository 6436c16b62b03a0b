package io.vitalgrid.grid.settings;

import java.time.Duration;
import java.util.List;

/** From when on a device counts as faulty; {@code docs/devices.md} explains each statistic. */
public final class DeviceSettings {
  private static final Duration ONE_MS = Duration.ofMillis(1);

  public static final Setting<Duration> DEVICES_REFRESH =
      new Setting<>(
          "devices.refresh",
          Duration.ofSeconds(10),
          Form.duration(ONE_MS),
          "How old last_seen_at of table devices may be while the device sends.");

  public static final Setting<Integer> DEVICES_DROP_OUT_GAPS =
      new Setting<>(
          "devices.drop-out-gaps",
          6,
          Form.count("gaps", 2, 1000),
          "Expected gaps without a record after which a device has dropped out.");

  public static final Setting<Duration> DEVICES_DROP_OUT_MIN =
      new Setting<>(
          "devices.drop-out-min",
          Duration.ofSeconds(5),
          Form.duration(ONE_MS),
          "Silence that is never called a drop-out, however fast the device sends.");

  public static final Setting<Integer> DEVICES_MISSING_READINGS =
      new Setting<>(
          "devices.missing-readings",
          10,
          Form.count("readings", 1, 10_000),
          "Readings in a row that lack a sensor which was in every one before.");

  public static final Setting<Duration> DEVICES_CLOCK_TOLERANCE =
      new Setting<>(
          "devices.clock-tolerance",
          Duration.ofSeconds(1),
          Form.duration(ONE_MS),
          "How far a device's clock may be ahead or behind.");

  public static final Setting<Integer> DEVICES_STUCK_READINGS =
      new Setting<>(
          "devices.stuck-readings",
          12,
          Form.count("readings", 2, 1000),
          "Times the usual run of equal readings after which a device is stuck; a single sensor"
              + " is after three times that.");

  public static final Setting<Integer> DEVICES_OUTLIER_FACTOR =
      new Setting<>(
          "devices.outlier-factor",
          8,
          Form.count("times", 2, 1000),
          "How many times further from its neighbours than usual an outlier is.");

  public static final Setting<Integer> DEVICES_LOST_PERCENT =
      new Setting<>(
          "devices.lost-percent",
          3,
          Form.count("percent", 1, 100),
          "Share of a device's numbers that may never come.");

  public static final Setting<Integer> DEVICES_BAD_RECORDS =
      new Setting<>(
          "devices.bad-records",
          4,
          Form.count("records", 1, 16),
          "Refused records among a device's last 16 from which on it counts as faulty; those"
              + " refused as future_event_time count to its clock only.");

  public static final Setting<Integer> DEVICES_DISAGREEMENT_PERCENT =
      new Setting<>(
          "devices.disagreement-percent",
          100,
          Form.count("percent", 1, 10_000),
          "How far a device may be from the patient's other devices, in percent of each vital's"
              + " tolerance.");

  public static final Setting<Duration> MAPS_DEVICES_TTL =
      new Setting<>(
          "maps.devices.ttl",
          Duration.ofHours(24),
          Form.duration(ONE_MS),
          "How long a device is remembered after its last record; rounded up to whole seconds.");

  /** All of them, in the order in which they are printed. */
  static final List<Setting<?>> ALL =
      List.of(
          DEVICES_REFRESH,
          DEVICES_DROP_OUT_GAPS,
          DEVICES_DROP_OUT_MIN,
          DEVICES_MISSING_READINGS,
          DEVICES_CLOCK_TOLERANCE,
          DEVICES_STUCK_READINGS,
          DEVICES_OUTLIER_FACTOR,
          DEVICES_LOST_PERCENT,
          DEVICES_BAD_RECORDS,
          DEVICES_DISAGREEMENT_PERCENT,
          MAPS_DEVICES_TTL);

  private DeviceSettings() {}
}
