package io.vitalgrid.train;

import io.vitalgrid.loadgen.cohort.Stay;
import java.util.List;

/**
 * What a model learns from: a row of {@link Features} for each stay, and whether the patient was
 * readmitted. The arrays are shared, not copied: nobody writes to them.
 */
final class Dataset {
  private final float[][] rows;
  private final boolean[] labels;

  Dataset(float[][] rows, boolean[] labels) {
    this.rows = rows;
    this.labels = labels;
  }

  static Dataset of(List<Stay> stays) {
    float[][] rows = new float[stays.size()][];
    boolean[] labels = new boolean[stays.size()];
    for (int i = 0; i < rows.length; i++) {
      Stay stay = stays.get(i);
      if (stay.readmitted() == null) {
        throw new TrainException(
            "the data has no column readmitted_30_days; training needs it on every row");
      }
      rows[i] = Features.of(stay);
      labels[i] = stay.readmitted();
    }
    return new Dataset(rows, labels);
  }

  float[][] rows() {
    return rows;
  }

  boolean[] labels() {
    return labels;
  }

  int size() {
    return labels.length;
  }

  int positives() {
    int count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    return count;
  }

  /** Share of stays with a readmission. */
  double rate() {
    return (double) positives() / size();
  }

  Dataset subset(int[] indices) {
    float[][] chosenRows = new float[indices.length][];
    boolean[] chosenLabels = new boolean[indices.length];
    for (int i = 0; i < indices.length; i++) {
      chosenRows[i] = rows[indices[i]];
      chosenLabels[i] = labels[indices[i]];
    }
    return new Dataset(chosenRows, chosenLabels);
  }
}
