package io.vitalgrid.grid.row;

/** A deployed model. */
public final class ModelRow {
  private final byte[] bytes;
  private final String sha256;
  private final String stage;
  private final String features;
  private final long deployedAtMs;

  /**
   * A model.
   *
   * @param bytes the model file; no SQL column
   * @param sha256 of the bytes, lower-case hexadecimal
   * @param stage champion, shadow or retired
   * @param features names in the order of the model's input, separated by commas
   * @param deployedAtMs epoch ms
   */
  public ModelRow(byte[] bytes, String sha256, String stage, String features, long deployedAtMs) {
    this.bytes = bytes;
    this.sha256 = sha256;
    this.stage = stage;
    this.features = features;
    this.deployedAtMs = deployedAtMs;
  }

  public byte[] bytes() {
    return bytes;
  }

  public String sha256() {
    return sha256;
  }

  public String stage() {
    return stage;
  }

  public String features() {
    return features;
  }

  public long deployedAtMs() {
    return deployedAtMs;
  }

  @Override
  public String toString() {
    return "ModelRow[sha256=" + sha256 + ", stage=" + stage + "]";
  }
}
