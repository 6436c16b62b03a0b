package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Reason.FUTURE_EVENT_TIME;
import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.MISSING_FIELD;
import static io.vitalgrid.pipeline.event.Reason.OUT_OF_RANGE;
import static io.vitalgrid.pipeline.event.Reason.UNKNOWN_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads one JSON record of the wire contract. Unknown fields are ignored; a known field that stands
 * twice is ambiguous and makes the record malformed, as does a wrong type ("82" is no number).
 *
 * <p>One instance serves one source processor: it is not thread-safe.
 */
public final class EventParser {
  // Names come from outside: interning them would let a sender fill the string table.
  private final JsonFactory json =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final Function<String, PatientKey> patients;
  private final long maxClockSkewMs;
  private final EventFields fields = new EventFields();

  /**
   * @param patients gives the key of a patient id
   * @param maxClockSkewMs how far an event may be dated after its record
   */
  public EventParser(Function<String, PatientKey> patients, long maxClockSkewMs) {
    this.patients = patients;
    this.maxClockSkewMs = maxClockSkewMs;
  }

  /**
   * @param value the record's value, or null for a record without one
   * @throws RejectedException if the record breaks the contract
   */
  public PatientEvent parse(byte[] value, Origin origin) throws RejectedException {
    if (value == null) {
      throw new RejectedException(MALFORMED_JSON, "the record has no value");
    }
    fields.clear();
    try (JsonParser parser = json.createParser(value)) {
      readObject(parser);
    } catch (IOException e) {
      throw new RejectedException(MALFORMED_JSON, "not a JSON object");
    }
    return event(origin);
  }

  private void readObject(JsonParser parser) throws IOException, RejectedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RejectedException(MALFORMED_JSON, "not a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Field field = Field.named(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        fields.set(field, token, parser);
      }
    }
    if (parser.nextToken() != null) {
      throw new RejectedException(MALFORMED_JSON, "more than one JSON value");
    }
  }

  private PatientEvent event(Origin origin) throws RejectedException {
    String type = fields.text(Field.TYPE);
    Kind kind = Kind.named(type);
    if (kind == null) {
      throw new RejectedException(UNKNOWN_TYPE, "type must be vitals, admission or discharge");
    }
    String patientId = fields.text(Field.PATIENT_ID);
    if (patientId.isEmpty() || patientId.length() > EventFields.MAX_ID_LENGTH) {
      throw new RejectedException(
          OUT_OF_RANGE, "patient_id must have 1 to " + EventFields.MAX_ID_LENGTH + " characters");
    }
    long eventTimeMs = fields.eventTimeMs();
    if (eventTimeMs > origin.timestampMs() + maxClockSkewMs) {
      throw new RejectedException(
          FUTURE_EVENT_TIME, "event_time is over " + maxClockSkewMs + " ms after the record's");
    }
    return switch (kind) {
      case VITALS -> vitals(patientId, eventTimeMs, origin);
      case ADMISSION ->
          new Admission(
              patients.apply(patientId), eventTimeMs, origin, fields.profile(eventTimeMs));
      case DISCHARGE -> new Discharge(patients.apply(patientId), eventTimeMs, origin);
    };
  }

  private Vitals vitals(String patientId, long eventTimeMs, Origin origin)
      throws RejectedException {
    double[] values = fields.vitals();
    int observations = fields.observations();
    if (!fields.hasMeasurement()) {
      throw new RejectedException(MISSING_FIELD, "vitals need at least one measurement");
    }
    return new Vitals(
        patients.apply(patientId),
        eventTimeMs,
        origin,
        fields.optionalId(Field.DEVICE_ID),
        fields.seq(),
        values,
        observations);
  }

  private enum Kind {
    VITALS,
    ADMISSION,
    DISCHARGE;

    static Kind named(String type) {
      return switch (type) {
        case "vitals" -> VITALS;
        case "admission" -> ADMISSION;
        case "discharge" -> DISCHARGE;
        default -> null;
      };
    }
  }
}
