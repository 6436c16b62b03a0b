package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Reason.FUTURE_EVENT_TIME;
import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.MISSING_FIELD;
import static io.vitalgrid.pipeline.event.Reason.UNKNOWN_TYPE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads one JSON record of the wire contract. Unknown fields are ignored; a known field that stands
 * twice is ambiguous and makes the record malformed, as does a wrong type ("82" is no number).
 *
 * <p>One instance serves one source processor: it is not thread-safe.
 */
public final class EventParser {
  private JsonReader json = new JsonReader();
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
    fields.clear();
    if (value == null) {
      throw new RejectedException(MALFORMED_JSON, "the record has no value");
    }
    if (isUtf16Or32(value)) {
      throw new RejectedException(MALFORMED_JSON, "not in UTF-8");
    }
    if (json.isCrowded()) {
      json = new JsonReader();
    }
    try (JsonParser parser = json.createParser(value)) {
      readObject(parser);
    } catch (IOException e) {
      throw new RejectedException(MALFORMED_JSON, "not a JSON object");
    }
    return event(origin);
  }

  /**
   * Who sent the record that was just refused.
   *
   * @return null unless both patient and device could be read
   */
  public Refused refused(RejectedException e, Origin origin) {
    String patientId = fields.idOrNull(Field.PATIENT_ID);
    String deviceId = fields.idOrNull(Field.DEVICE_ID);
    return patientId == null || deviceId == null
        ? null
        : new Refused(
            patients.apply(patientId),
            deviceId,
            fields.seqOrNone(),
            e.reason(),
            origin.timestampMs());
  }

  /** Jackson would read them, the contract does not. */
  private static boolean isUtf16Or32(byte[] value) {
    return value.length > 1
        && (value[0] == 0 || value[1] == 0 || value[0] == (byte) 0xFE || value[0] == (byte) 0xFF);
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
      } else {
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
    String patientId = fields.id(Field.PATIENT_ID);
    long eventTimeMs = fields.eventTimeMs();
    if (eventTimeMs - maxClockSkewMs > origin.timestampMs()) {
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

  /**
   * Names come from outside. Jackson keeps each that it has seen, and copies them all at the next
   * new one: without a bound, a sender of ever new names would make a record cost a hundred times
   * as much. Interning them would fill the JVM's string table as well.
   */
  private static final class JsonReader extends JsonFactory {
    private static final int MAX_NAMES = 256;

    JsonReader() {
      super(
          new JsonFactoryBuilder()
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER));
    }

    boolean isCrowded() {
      return _byteSymbolCanonicalizer.size() > MAX_NAMES;
    }
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
