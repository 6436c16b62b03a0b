package io.vitalgrid.grid.settings;

import java.time.Duration;
import java.util.List;

/** How drift is measured; {@code docs/models.md} says what it means. */
public final class DriftSettings {
  public static final Setting<Duration> DRIFT_WINDOW =
      new Setting<>(
          "drift.window",
          Duration.ofHours(1),
          Form.duration(Duration.ofSeconds(1)),
          "How much of the past is compared with a model's baseline; moves in sixths, in each of"
              + " which a patient counts once.");

  public static final Setting<Integer> DRIFT_MIN_PATIENTS =
      new Setting<>(
          "drift.min-patients",
          500,
          Form.count("patients", 1, 10_000_000),
          "Patients in a sixth of drift.window below which no drift is told: by chance alone few"
              + " look like a shift.");

  public static final Setting<Integer> DRIFT_LEARN_ROWS =
      new Setting<>(
          "drift.learn-rows",
          5000,
          Form.count("rows", 10, 1_000_000),
          "First rows of a model that brings no baseline, from which one is learned.");

  public static final Setting<Duration> DRIFT_INTERVAL =
      new Setting<>(
          "drift.interval",
          Duration.ofSeconds(5),
          Form.duration(Duration.ofMillis(100)),
          "How often table drift is computed.");

  /** All of them, in the order in which they are printed. */
  static final List<Setting<?>> ALL =
      List.of(DRIFT_WINDOW, DRIFT_MIN_PATIENTS, DRIFT_LEARN_ROWS, DRIFT_INTERVAL);

  private DriftSettings() {}
}
