package io.vitalgrid.pipeline.score.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be known of a model beside its bytes. It comes from the model's metadata, a JSON file
 * beside it, or the command line; what comes later wins.
 *
 * <pre>
 * {"features": ["age", "spo2_mean"],    metadata vitalgrid.features  age,spo2_mean
 *  "missing":  {"spo2_mean": 97},       metadata vitalgrid.missing   spo2_mean=97
 *  "output":   "probabilities",         metadata vitalgrid.output    probabilities
 *  "positive": "1"}                     metadata vitalgrid.positive  1
 * </pre>
 *
 * @param features in the order of the model's inputs; empty if the inputs are named after them
 * @param missing what a model is given for a feature that a pane does not have; else NaN
 * @param output name of the output to read; empty: the last that can be one
 * @param positive the class whose probability is the risk, where the output names classes; empty:
 *     1, yes or true
 */
public record ModelCard(
    List<String> features, Map<String, Float> missing, String output, String positive) {
  public static final String FEATURES_KEY = "vitalgrid.features";
  public static final String MISSING_KEY = "vitalgrid.missing";
  public static final String OUTPUT_KEY = "vitalgrid.output";
  public static final String POSITIVE_KEY = "vitalgrid.positive";

  /** Says nothing. */
  public static final ModelCard EMPTY = new ModelCard(List.of(), Map.of(), "", "");

  private static final JsonFactory JSON = new JsonFactory();

  public ModelCard {
    features = List.copyOf(features);
    missing = Map.copyOf(missing);
  }

  /** What a model's own metadata says. */
  public static ModelCard ofMetadata(Map<String, String> metadata) {
    return new ModelCard(
        names(metadata.getOrDefault(FEATURES_KEY, "")),
        defaults(metadata.getOrDefault(MISSING_KEY, "")),
        metadata.getOrDefault(OUTPUT_KEY, "").strip(),
        metadata.getOrDefault(POSITIVE_KEY, "").strip());
  }

  /** This card, with what the other one says put over it. */
  public ModelCard with(ModelCard other) {
    return new ModelCard(
        other.features.isEmpty() ? features : other.features,
        other.missing.isEmpty() ? missing : other.missing,
        other.output.isEmpty() ? output : other.output,
        other.positive.isEmpty() ? positive : other.positive);
  }

  /** Feature names separated by commas. */
  public static List<String> names(String list) {
    if (list.isBlank()) {
      return List.of();
    }
    return Arrays.stream(list.split(",", -1)).map(String::strip).toList();
  }

  /**
   * Such as {@code spo2_mean=97,glucose_last=5.5}.
   *
   * @throws ModelException if it is not of that form
   */
  public static Map<String, Float> defaults(String list) {
    Map<String, Float> defaults = new TreeMap<>();
    for (String each : names(list)) {
      int equals = each.indexOf('=');
      try {
        defaults.put(
            each.substring(0, equals).strip(), Float.valueOf(each.substring(equals + 1).strip()));
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new ModelException(
            "\"" + each + "\" must be feature=number, as in spo2_mean=97,glucose_last=5.5", e);
      }
    }
    return defaults;
  }

  /** As one line of JSON. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("features");
      for (String feature : features) {
        json.writeString(feature);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("missing");
      for (Map.Entry<String, Float> each : new TreeMap<>(missing).entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeStringField("output", output);
      json.writeStringField("positive", positive);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * @throws ModelException naming what is wrong and where
   */
  public static ModelCard ofJson(String text) {
    List<String> features = new ArrayList<>();
    Map<String, Float> missing = new TreeMap<>();
    String output = "";
    String positive = "";
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "an object", json);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "features" -> readNames(json, value, features);
          case "missing" -> readDefaults(json, value, missing);
          case "output" -> output = scalar(json, value);
          case "positive" -> positive = scalar(json, value);
          default ->
              throw new ModelException(
                  "The model card has a field \""
                      + field
                      + "\"; there are features, missing, output and positive");
        }
      }
    } catch (IOException e) {
      throw new ModelException("The model card is no JSON: " + e.getMessage(), e);
    }
    return new ModelCard(features, missing, output, positive);
  }

  private static void readNames(JsonParser json, JsonToken first, List<String> names)
      throws IOException {
    expect(first == JsonToken.START_ARRAY, "features: a list of names", json);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      names.add(scalar(json, json.currentToken()));
    }
  }

  private static void readDefaults(JsonParser json, JsonToken first, Map<String, Float> defaults)
      throws IOException {
    expect(first == JsonToken.START_OBJECT, "missing: an object of numbers", json);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String feature = json.currentName();
      expect(json.nextToken().isNumeric(), "missing: an object of numbers", json);
      defaults.put(feature, json.getFloatValue());
    }
  }

  private static String scalar(JsonParser json, JsonToken token) throws IOException {
    expect(token != null && token.isScalarValue(), "a name", json);
    return json.getText().strip();
  }

  private static void expect(boolean holds, String rule, JsonParser json) {
    if (!holds) {
      throw new ModelException(
          "The model card must have "
              + rule
              + " at line "
              + json.currentLocation().getLineNr()
              + ", as in {\"features\": [\"age\", \"bmi\"], \"missing\": {\"spo2_mean\": 97}}");
    }
  }
}
