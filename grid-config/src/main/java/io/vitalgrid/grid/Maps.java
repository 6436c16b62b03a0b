package io.vitalgrid.grid;

/** The names of the grid's maps, which are the names of the SQL tables too. */
public final class Maps {
  /** Patient id to {@link io.vitalgrid.grid.row.PatientRow}: the state backend. */
  public static final String PATIENTS = "patients";

  /** Patient id to {@link io.vitalgrid.grid.row.PredictionRow}: the patient's newest pane. */
  public static final String PREDICTIONS = "predictions";

  /** {@link io.vitalgrid.grid.row.WindowKey} to {@link io.vitalgrid.grid.row.WindowRow}. */
  public static final String WINDOWS = "windows";

  /** Event id to {@link io.vitalgrid.grid.row.LateEventRow}. */
  public static final String LATE_EVENTS = "late_events";

  /** {@link io.vitalgrid.grid.row.ModelKey} to {@link io.vitalgrid.grid.row.ModelRow}. */
  public static final String MODELS = "models";

  /** Member uuid to {@link io.vitalgrid.grid.row.ScoringRow}. */
  public static final String SCORING = "scoring";

  /** Patient id to whether what the model foretells came true: for judging models. */
  public static final String OUTCOMES = "outcomes";

  /** Alert id to {@link io.vitalgrid.grid.row.AlertRow}. */
  public static final String ALERTS = "alerts";

  /** Alert id to {@link io.vitalgrid.grid.row.AcknowledgementRow}; columns of table alerts. */
  public static final String ACKNOWLEDGEMENTS = "acknowledgements";

  /** Patient id to what the alerts of the patient stand at; no table. */
  public static final String ALERT_STATES = "alert_states";

  /** Feature to {@link io.vitalgrid.grid.row.DriftRow}. */
  public static final String DRIFT = "drift";

  /** Member uuid and model to what the member has counted for drift; no table. */
  public static final String DRIFT_COUNTS = "drift_counts";

  /** Model to the baseline that was learned for it, JSON; no table. */
  public static final String DRIFT_BASELINES = "drift_baselines";

  /** Device id to {@link io.vitalgrid.grid.row.DeviceRow}. */
  public static final String DEVICES = "devices";

  /** Member uuid to {@link io.vitalgrid.grid.row.MemberRow}. */
  public static final String MEMBERS = "members";

  /** Patient id to the {@link io.vitalgrid.grid.row.PatientRow} left of an ended stay; no table. */
  public static final String DISCHARGES = "discharges";

  private Maps() {}
}
