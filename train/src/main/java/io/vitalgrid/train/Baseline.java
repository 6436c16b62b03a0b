package io.vitalgrid.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What a model learned from, for its metadata: of each feature, and of the risk that it gives, how
 * many stays lie in each of some ten bins. The grid compares with it what the model is given.
 *
 * <pre>
 * {"source":"TRAINING","features":[{"name":"age","edges":[40,60],"counts":[300,400,300,0]}, …]}
 * </pre>
 *
 * <p>Bin i has the values up to edge i and beyond the one before; the last but one those beyond the
 * last edge, the last the missing ones, of which training has none.
 */
final class Baseline {
  static final String METADATA_KEY = "vitalgrid.baseline";

  private static final String RISK = "risk";
  private static final int BINS = 10;

  /** Features of so few values are categories: each value has a bin of its own. */
  private static final int MAX_CATEGORIES = 12;

  private static final JsonFactory JSON = new JsonFactory();

  private Baseline() {}

  /**
   * @param rows of {@link Features}
   * @param risks the model's, of those rows
   */
  static String json(float[][] rows, double[] risks) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", "TRAINING");
      json.writeArrayFieldStart("features");
      for (int feature = 0; feature < Features.NAMES.size(); feature++) {
        float[] values = new float[rows.length];
        for (int row = 0; row < rows.length; row++) {
          values[row] = rows[row][feature];
        }
        write(json, Features.NAMES.get(feature), values);
      }
      float[] values = new float[risks.length];
      for (int row = 0; row < risks.length; row++) {
        values[row] = (float) risks[row];
      }
      write(json, RISK, values);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, float[] values) throws IOException {
    Arrays.sort(values);
    float[] edges = edges(values);
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("edges");
    for (float edge : edges) {
      json.writeNumber(edge);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("counts");
    int from = 0;
    for (float edge : edges) {
      int to = from;
      while (to < values.length && values[to] <= edge) {
        to++;
      }
      json.writeNumber(to - from);
      from = to;
    }
    json.writeNumber(values.length - from);
    json.writeNumber(0);
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * Every value where there are few, else quantiles; and one just below the smallest value, if that
   * is an edge. So what was not there in training, beyond the largest value or below the smallest,
   * is in a bin that is empty.
   */
  static float[] edges(float[] sorted) {
    float[] edges = distinct(sorted);
    if (edges.length > MAX_CATEGORIES) {
      float[] quantiles = new float[BINS - 1];
      for (int i = 1; i < BINS; i++) {
        quantiles[i - 1] = sorted[(int) ((long) i * sorted.length / BINS)];
      }
      edges = distinct(quantiles);
    }
    return edges.length > 0 && edges[0] == sorted[0] ? withOneBelow(edges) : edges;
  }

  private static float[] withOneBelow(float[] edges) {
    float[] more = new float[edges.length + 1];
    more[0] = Math.nextDown(edges[0]);
    System.arraycopy(edges, 0, more, 1, edges.length);
    return more;
  }

  private static float[] distinct(float[] sorted) {
    float[] distinct = new float[sorted.length];
    int count = 0;
    for (float value : sorted) {
      if (count == 0 || value != distinct[count - 1]) {
        distinct[count++] = value;
      }
    }
    return Arrays.copyOf(distinct, count);
  }
}
