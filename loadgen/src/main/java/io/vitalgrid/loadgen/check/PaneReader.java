package io.vitalgrid.loadgen.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.loadgen.event.EventStream;
import java.io.IOException;

/** Reads records of the topics of predictions and late events. Not thread-safe. */
final class PaneReader {
  private static final JsonFactory JSON = new JsonFactory();

  String patientId;
  String timing;
  int revision;
  long windowEndMs;

  /** The place in the cohort of the patient whose device sent the event; -1 if it is not ours. */
  int patient;

  long seq;

  /** Whether it is a record of the contract. */
  boolean read(byte[] value) {
    patientId = "";
    timing = "";
    revision = 0;
    patient = -1;
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "patient_id" -> patientId = parser.getText();
          case "event_id" -> event(parser.getText());
          case "timing" -> timing = parser.getText();
          case "revision" -> revision = parser.getIntValue();
          case "window_end" -> windowEndMs = parser.getLongValue();
          default -> parser.skipChildren();
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void event(String eventId) {
    int slash = eventId.indexOf('/');
    int from = EventStream.DEVICE_PREFIX.length();
    if (!eventId.startsWith(EventStream.DEVICE_PREFIX) || slash < 0) {
      return; // named by its Kafka coordinates, as admissions are
    }
    try {
      seq = Long.parseLong(eventId, slash + 1, eventId.length(), 10);
      patient = Integer.parseInt(eventId, from, slash, 10) - 1;
    } catch (NumberFormatException e) {
      patient = -1;
    }
  }
}
