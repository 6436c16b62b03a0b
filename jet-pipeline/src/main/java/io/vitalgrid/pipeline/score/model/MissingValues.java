package io.vitalgrid.pipeline.score.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a model is given for features that a pane does not have, where its card says so. */
public final class MissingValues {
  private final float[] values; // by column; NaN where the card says nothing
  private final boolean any;

  private MissingValues(float[] values, boolean any) {
    this.values = values;
    this.any = any;
  }

  /**
   * @param features a row's columns, in order
   * @throws ModelException if the card names a feature that is none of the columns
   */
  public static MissingValues of(List<Feature> features, ModelCard card) {
    float[] values = new float[features.size()];
    Arrays.fill(values, Float.NaN);
    for (Map.Entry<String, Float> each : card.missing().entrySet()) {
      int column = features.indexOf(Features.named(each.getKey()));
      if (column < 0) {
        throw new ModelException(
            "The card says what a missing "
                + each.getKey()
                + " is, but the model has no such input");
      }
      values[column] = each.getValue();
    }
    return new MissingValues(values, !card.missing().isEmpty());
  }

  /** What stands for a missing value of a column; NaN if nothing does. */
  public float of(int column) {
    return values[column];
  }

  /** Puts what the card says in the place of what is missing in so many rows. */
  public void replaceIn(float[] rows, int count) {
    if (!any) {
      return;
    }
    for (int i = 0, column = 0; i < count * values.length; i++) {
      if (Float.isNaN(rows[i])) {
        rows[i] = values[column];
      }
      column = column + 1 == values.length ? 0 : column + 1;
    }
  }
}
