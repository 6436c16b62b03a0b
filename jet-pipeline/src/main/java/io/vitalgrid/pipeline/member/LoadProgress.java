package io.vitalgrid.pipeline.member;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A line that the load generator wrote about itself.
 *
 * @param last whether it is its last one
 * @param elapsedMs since it started
 * @param acknowledged by the broker
 * @param failed given up
 * @param maxSendLagMs how far it was behind its own schedule at most
 * @param behind whether that was too far for the result to be valid
 */
record LoadProgress(
    boolean last,
    long elapsedMs,
    long sent,
    long acknowledged,
    long failed,
    double maxSendLagMs,
    boolean behind) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @throws IllegalArgumentException if it is no such line
   */
  static LoadProgress parse(String line) {
    Map<String, String> fields = fields(line);
    boolean last = Boolean.parseBoolean(fields.get("final"));
    return new LoadProgress(
        last,
        number(fields, last ? "duration_ms" : "t_ms"),
        number(fields, "sent"),
        number(fields, "acked"),
        number(fields, "failed"),
        Double.parseDouble(
            fields.getOrDefault(last ? "max_send_lag_ms" : "send_lag_ms_max", "NaN")),
        Boolean.parseBoolean(fields.get("behind")));
  }

  private static long number(Map<String, String> fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the load generator's line lacks " + name);
    }
    return (long) Double.parseDouble(text);
  }

  /** The fields of the object itself, not those of objects in it. */
  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the load generator's line is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isScalarValue()) {
          fields.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      return fields;
    } catch (IOException e) {
      throw new IllegalArgumentException("the load generator's line is broken JSON", e);
    }
  }
}
