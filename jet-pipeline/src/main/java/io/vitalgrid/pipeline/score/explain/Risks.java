package io.vitalgrid.pipeline.score.explain;

import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.Arrays;

/** Gathers rows and scores them in large batches: a model call costs more than a row. */
final class Risks {
  private static final int BATCH = 1024;

  private final Scorer scorer;
  private final int columns;
  private final float[] rows;
  private final double[] batch = new double[BATCH];
  private double[] risks = new double[BATCH];
  private int pending;
  private int size;

  Risks(Scorer scorer) {
    this.scorer = scorer;
    columns = scorer.features().size();
    rows = new float[BATCH * columns];
  }

  /**
   * @return the row's place among all of them
   */
  int add(float[] row) {
    System.arraycopy(row, 0, rows, pending * columns, columns);
    if (++pending == BATCH) {
      flush();
    }
    return size + pending - 1;
  }

  private void flush() {
    if (pending > 0) {
      scorer.score(rows, pending, batch);
      if (size + pending > risks.length) {
        risks = Arrays.copyOf(risks, 2 * (size + pending));
      }
      System.arraycopy(batch, 0, risks, size, pending);
      size += pending;
      pending = 0;
    }
  }

  /** The risk of each row that was added. */
  double[] all() {
    flush();
    return Arrays.copyOf(risks, size);
  }
}
