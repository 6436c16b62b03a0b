package io.vitalgrid.grid.settings;

import java.util.Locale;

/** Which models a grid runs. */
public enum ScorerKind {
  ONNX,
  /** ONNX, and Python code as shadows. */
  PYTHON;

  /** As it is set: {@code onnx}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
