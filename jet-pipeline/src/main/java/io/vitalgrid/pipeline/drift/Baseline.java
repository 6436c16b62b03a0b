package io.vitalgrid.pipeline.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the features of a model, and its risk, were like: bins and rows in each.
 *
 * <pre>
 * {"source":"training","features":[
 *   {"name":"age","edges":[40,60],"counts":[300,400,300,0]}, …
 *   {"name":"risk","edges":[0.1,0.2],"counts":[500,300,200,0]}]}
 * </pre>
 *
 * @param source {@link #TRAINING} or {@link #FIRST_ROWS}
 * @param features those of the model in its order, the risk as the last
 */
public record Baseline(String source, List<OfFeature> features) {
  /** Comes with the model, from the data that it learned from. */
  public static final String TRAINING = "TRAINING";

  /** Learned from the first rows that the model was given: says only whether they stay alike. */
  public static final String FIRST_ROWS = "FIRST_ROWS";

  /** Where a model's metadata has it. */
  public static final String METADATA_KEY = "vitalgrid.baseline";

  /** The name of the last one, which is no feature. */
  public static final String RISK = "risk";

  private static final int BINS = 10;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Of one feature.
   *
   * @param counts rows in each bin, those with a missing value in the last
   */
  public record OfFeature(String name, Bins bins, long[] counts) {
    public OfFeature {
      if (counts.length != bins.count()) {
        throw new IllegalArgumentException(
            "feature %s has %d counts, but must have one for each of its %d bins, missing values"
                    .formatted(name, counts.length, bins.count())
                + " included");
      }
    }
  }

  public Baseline {
    features = List.copyOf(features);
  }

  /**
   * Learns from rows.
   *
   * @param names of the columns
   * @param columns the values of each
   */
  public static Baseline of(String source, List<String> names, float[][] columns) {
    List<OfFeature> features = new ArrayList<>();
    for (int column = 0; column < columns.length; column++) {
      Bins bins = Bins.of(columns[column], BINS);
      features.add(new OfFeature(names.get(column), bins, bins.histogram(columns[column])));
    }
    return new Baseline(source, features);
  }

  /** Whether it is of these features, in this order, and the risk. */
  public boolean isOf(List<String> names) {
    if (features.size() != names.size() + 1) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      if (!features.get(i).name.equals(names.get(i))) {
        return false;
      }
    }
    return features.get(names.size()).name.equals(RISK);
  }

  /** Bins of all features together: the length of an array that has a count for each. */
  public int binCount() {
    return features.stream().mapToInt(each -> each.bins.count()).sum();
  }

  /** As one line of JSON. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("source", source);
      json.writeArrayFieldStart("features");
      for (OfFeature each : features) {
        json.writeStartObject();
        json.writeStringField("name", each.name);
        json.writeArrayFieldStart("edges");
        for (float edge : each.bins.edges()) {
          json.writeNumber(edge);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("counts");
        for (long count : each.counts) {
          json.writeNumber(count);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if it is not of that form, saying where
   */
  public static Baseline ofJson(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      String source = TRAINING;
      List<OfFeature> features = new ArrayList<>();
      expect(json.nextToken() == JsonToken.START_OBJECT, json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("source")) {
          source = json.getText();
        } else if (field.equals("features")) {
          expect(value == JsonToken.START_ARRAY, json);
          while (json.nextToken() == JsonToken.START_OBJECT) {
            features.add(feature(json));
          }
        } else {
          json.skipChildren();
        }
      }
      return new Baseline(source, features);
    } catch (IOException e) {
      throw new IllegalArgumentException("the baseline is no JSON: " + e.getMessage(), e);
    }
  }

  private static OfFeature feature(JsonParser json) throws IOException {
    String name = "";
    List<Number> edges = new ArrayList<>();
    List<Number> counts = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "name" -> name = json.getText();
        case "edges" -> numbers(json, value, edges);
        case "counts" -> numbers(json, value, counts);
        default -> json.skipChildren();
      }
    }
    float[] cuts = new float[edges.size()];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = edges.get(i).floatValue();
    }
    return new OfFeature(
        name, new Bins(cuts), counts.stream().mapToLong(Number::longValue).toArray());
  }

  private static void numbers(JsonParser json, JsonToken first, List<Number> numbers)
      throws IOException {
    expect(first == JsonToken.START_ARRAY, json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken() != null && json.currentToken().isNumeric(), json);
      numbers.add(json.getNumberValue());
    }
  }

  private static void expect(boolean holds, JsonParser json) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the baseline must be as in {\"features\": [{\"name\": \"age\", \"edges\": [40, 60],"
              + " \"counts\": [300, 400, 300, 0]}]}, but is not at column "
              + json.currentLocation().getColumnNr());
    }
  }
}
