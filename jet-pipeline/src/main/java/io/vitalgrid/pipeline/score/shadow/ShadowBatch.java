package io.vitalgrid.pipeline.score.shadow;

import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.model.Feature;
import java.util.Arrays;
import java.util.List;

/** Rows on their way to the shadow, with the champion's risks; reused. */
final class ShadowBatch {
  private final Feature[] features;
  private String[] patients = new String[16];
  private double[] champion = new double[16];
  private float[] rows = new float[0];
  private int count;

  ShadowBatch(List<Feature> features) {
    this.features = features.toArray(Feature[]::new);
  }

  /**
   * @param items panes, among other things; those with a profile are the rows
   * @param risks the champion's, of those rows
   */
  void fill(List<Object> items, double[] risks, int scored) {
    count = 0;
    reserve(scored);
    int next = 0;
    for (int i = 0; i < items.size() && count < scored; i++) {
      if (items.get(i) instanceof Pane pane && pane.profile() != null) {
        for (Feature feature : features) {
          rows[next++] = feature.value(pane);
        }
        patients[count] = pane.patient().id();
        champion[count] = risks[count];
        count++;
      }
    }
  }

  private void reserve(int size) {
    if (patients.length < size) {
      patients = Arrays.copyOf(patients, 2 * size);
      champion = Arrays.copyOf(champion, 2 * size);
    }
    if (rows.length < size * features.length) {
      rows = new float[2 * size * features.length];
    }
  }

  int count() {
    return count;
  }

  float[] rows() {
    return rows;
  }

  String patient(int row) {
    return patients[row];
  }

  double champion(int row) {
    return champion[row];
  }
}
