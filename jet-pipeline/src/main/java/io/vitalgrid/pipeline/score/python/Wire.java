package io.vitalgrid.pipeline.score.python;

import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.List;

/**
 * What goes to Python and comes back, one line a batch. {@code vitalgrid_python.py} is the other
 * side.
 *
 * <pre>
 * {"batch":7,"features":["age","bmi"],"rows":[[71.0,22.5],[64.0,NaN]]}
 * 7 0.18 0.09
 * 7 !ZeroDivisionError in line 12
 * </pre>
 */
final class Wire {
  private Wire() {}

  static String question(long batch, List<Feature> features, float[] rows, int count) {
    StringBuilder text = new StringBuilder(64 + 8 * count * features.size());
    text.append("{\"batch\":").append(batch).append(",\"features\":[");
    for (int i = 0; i < features.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"").append(features.get(i).featureName()).append('"');
    }
    text.append("],\"rows\":[");
    for (int row = 0, next = 0; row < count; row++) {
      text.append(row == 0 ? "[" : ",[");
      for (int column = 0; column < features.size(); column++) {
        text.append(column == 0 ? "" : ",").append(rows[next++]);
      }
      text.append(']');
    }
    return text.append("]}").toString();
  }

  static long batch(String line) {
    int end = line.indexOf(' ');
    return Long.parseLong(end < 0 ? line : line.substring(0, end));
  }

  /**
   * Reads the risks of a batch.
   *
   * @throws ModelException if the line says what went wrong, or has not one probability a row
   */
  static void risks(String line, int count, double[] risks) {
    String[] parts = line.split(" ", -1);
    if (parts.length > 1 && parts[1].startsWith("!")) {
      throw new ModelException(line.substring(line.indexOf('!') + 1));
    }
    if (parts.length - 1 != count) {
      throw new ModelException(
          "score() gave %d risks for %d rows; it must give one each"
              .formatted(parts.length - 1, count));
    }
    for (int row = 0; row < count; row++) {
      double risk = Double.parseDouble(parts[row + 1].replace("nan", "NaN"));
      if (!(risk >= 0 && risk <= 1)) {
        throw new ModelException("score() gave a risk that is no probability");
      }
      risks[row] = risk;
    }
  }
}
