package io.vitalgrid.grid.row;

/**
 * A version of a model.
 *
 * @param version from 1
 */
public record ModelKey(String name, int version) {
  /** The form in which predictions name their model: {@code readmission@3}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }
}
