package io.vitalgrid.grid.row;

/**
 * A deployed model. Its stage changes, what it is does not.
 *
 * @param bytes the model file; no SQL column
 * @param sha256 of the bytes, lower-case hexadecimal
 * @param kind {@link #ONNX} or {@link #PYTHON}
 * @param card what is known of the model beside its bytes, JSON
 * @param features names in the order of the model's input, separated by commas
 * @param stage {@link #CHAMPION}, {@link #SHADOW} or {@link #RETIRED}
 * @param turn grows with each promotion in the grid, 0 if it never was champion; of several
 *     champions the one with the highest turn counts
 * @param fallback whether it takes over again when the champion fails or is rolled back
 * @param reason why it has its stage, for people; no patient's data
 * @param deployedAtMs epoch ms
 * @param changedAtMs when the stage changed last, epoch ms
 */
public record ModelRow(
    byte[] bytes,
    String sha256,
    String kind,
    String card,
    String features,
    String stage,
    long turn,
    boolean fallback,
    String reason,
    long deployedAtMs,
    long changedAtMs) {
  public static final String CHAMPION = "champion";
  public static final String SHADOW = "shadow";
  public static final String RETIRED = "retired";

  public static final String ONNX = "onnx";
  public static final String PYTHON = "python";

  /** The same model from now on as champion. */
  public ModelRow promoted(long newTurn, String why, long nowMs) {
    return staged(CHAMPION, newTurn, false, why, nowMs);
  }

  /**
   * The same model from now on retired.
   *
   * @param mayReturn whether it takes over again when its successor fails or is rolled back
   */
  public ModelRow retired(boolean mayReturn, String why, long nowMs) {
    return staged(RETIRED, turn, mayReturn, why, nowMs);
  }

  private ModelRow staged(
      String newStage, long newTurn, boolean newFallback, String why, long nowMs) {
    return new ModelRow(
        bytes,
        sha256,
        kind,
        card,
        features,
        newStage,
        newTurn,
        newFallback,
        why,
        deployedAtMs,
        nowMs);
  }

  @Override
  public String toString() {
    return "ModelRow[sha256=" + sha256 + ", stage=" + stage + "]";
  }
}
