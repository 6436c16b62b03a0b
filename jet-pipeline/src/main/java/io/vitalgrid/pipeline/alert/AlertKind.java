package io.vitalgrid.pipeline.alert;

/** What a patient's alert can be about, the most urgent first. */
public enum AlertKind {
  NEWS2_HIGH("HIGH", false),
  NEWS2_MEDIUM("MEDIUM", true),
  NEWS2_RED_PARAMETER("MEDIUM", true),
  DETERIORATING("MEDIUM", true),
  RISK_HIGH("MEDIUM", false);

  private static final AlertKind[] ALL = values();

  static final int COUNT = ALL.length;

  private final String severity;
  private final boolean coveredByHigh;

  AlertKind(String severity, boolean coveredByHigh) {
    this.severity = severity;
    this.coveredByHigh = coveredByHigh;
  }

  /** The kind with this place; unlike {@link #values()} it copies nothing. */
  static AlertKind of(int index) {
    return ALL[index];
  }

  /** Its place in arrays. */
  @SuppressWarnings("EnumOrdinal") // the order is that of the arrays, by design
  int index() {
    return ordinal();
  }

  String severity() {
    return severity;
  }

  /** Whether nobody needs to hear of it while NEWS2_HIGH is open. */
  boolean isCoveredByHigh() {
    return coveredByHigh;
  }
}
