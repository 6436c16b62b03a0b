package io.vitalgrid.loadgen.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.loadgen.event.EventStream;
import java.io.IOException;

/** Finds out which of our events a record of topic {@code predictions} answers. Not thread-safe. */
final class PredictionReader {
  private final JsonFactory json = new JsonFactory();
  private int patient;
  private long seq;

  /**
   * Reads one record, as far as is needed: the answers of a whole grid come to one thread. What is
   * behind that is not looked at.
   *
   * @return whether it is the EARLY prediction of an event named as ours are; patient and seq hold
   *     then
   */
  boolean read(byte[] value) {
    String eventId = null;
    String timing = null;
    try (JsonParser parser = json.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while ((eventId == null || timing == null) && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "event_id" -> eventId = parser.getText();
          case "timing" -> timing = parser.getText();
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return false; // not of the contract: nobody's answer
    }
    return "EARLY".equals(timing) && eventId != null && parse(eventId);
  }

  private boolean parse(String eventId) {
    int slash = eventId.indexOf('/');
    int from = EventStream.DEVICE_PREFIX.length();
    if (!eventId.startsWith(EventStream.DEVICE_PREFIX) || slash < 0) {
      return false;
    }
    try {
      patient = Integer.parseInt(eventId, from, slash, 10) - 1;
      seq = Long.parseLong(eventId, slash + 1, eventId.length(), 10);
      return true;
    } catch (NumberFormatException e) {
      return false; // somebody else's device
    }
  }

  int patient() {
    return patient;
  }

  long seq() {
    return seq;
  }
}
