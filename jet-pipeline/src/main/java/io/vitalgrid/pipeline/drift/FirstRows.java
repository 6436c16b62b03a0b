package io.vitalgrid.pipeline.drift;

import java.util.Arrays;

/** Rows to learn a baseline from; what comes when it is full is not kept. */
final class FirstRows {
  private final int limit;
  private final float[][] columns;
  private int rows;

  FirstRows(int columns, int limit) {
    this.limit = limit;
    this.columns = new float[columns][0];
  }

  void add(float[] values, int from, double risk) {
    if (rows == limit) {
      return;
    }
    if (rows == columns[0].length) {
      for (int c = 0; c < columns.length; c++) {
        columns[c] = Arrays.copyOf(columns[c], Math.min(limit, Math.max(64, 2 * rows)));
      }
    }
    for (int c = 0; c < columns.length - 1; c++) {
      columns[c][rows] = values[from + c];
    }
    columns[columns.length - 1][rows] = (float) risk;
    rows++;
  }

  /** Null while there are too few. */
  float[][] columnsIfFull() {
    return rows < limit ? null : columns;
  }
}
