package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Reason.FUTURE_EVENT_TIME;
import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.MISSING_FIELD;
import static io.vitalgrid.pipeline.event.Reason.UNKNOWN_TYPE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads one JSON record of the wire contract. Unknown fields are ignored; a known field that stands
 * twice is ambiguous and makes the record malformed, as does a wrong type ("82" is no number).
 *
 * <p>One instance serves one source processor: it is not thread-safe.
 */
public final class EventParser {
  /** So many names that the contract does not know are too many to keep. */
  private static final int MAX_NAMES = 256;

  /** How far a producer's clock may be ahead of this member's, which may be behind itself. */
  private static final long MAX_PRODUCER_LEAD_MS = TimeUnit.MINUTES.toMillis(5);

  private final JsonRecords records = new JsonRecords();
  private final Function<String, PatientKey> patients;
  private final long maxClockSkewMs;
  private final EventFields fields = new EventFields();
  private final PlainRecord plain = new PlainRecord(fields);
  private int unknownNames;
  private long latestMs = Long.MAX_VALUE;

  /**
   * @param patients gives the key of a patient id
   * @param maxClockSkewMs how far an event may be dated after its record
   */
  public EventParser(Function<String, PatientKey> patients, long maxClockSkewMs) {
    this.patients = patients;
    this.maxClockSkewMs = maxClockSkewMs;
  }

  /** Says what time it is: no record's timestamp counts as of more than some minutes from now. */
  public void setClock(long epochMs) {
    latestMs = epochMs + MAX_PRODUCER_LEAD_MS;
  }

  private long timestampMs(Origin origin) {
    return Math.min(origin.timestampMs(), latestMs);
  }

  /**
   * @param value the record's value, or null for a record without one
   * @throws RejectedException if the record breaks the contract
   */
  public PatientEvent parse(byte[] value, Origin origin) throws RejectedException {
    return parse(value, 0, value == null ? 0 : value.length, origin);
  }

  /**
   * The same of a record that is read where Kafka's client has it, without a copy.
   *
   * @param value in an array; it is left as it is
   */
  public PatientEvent parse(ByteBuffer value, Origin origin) throws RejectedException {
    return value == null
        ? parse(null, 0, 0, origin)
        : parse(value.array(), value.arrayOffset() + value.position(), value.remaining(), origin);
  }

  private PatientEvent parse(byte[] bytes, int from, int length, Origin origin)
      throws RejectedException {
    fields.clear();
    if (bytes == null) {
      throw new RejectedException(MALFORMED_JSON, "the record has no value");
    }
    if (!plain.read(bytes, from, length)) {
      fields.clear();
      readAny(bytes, from, length);
    }
    return event(origin);
  }

  /** Any JSON. */
  private void readAny(byte[] bytes, int from, int length) throws RejectedException {
    if (isUtf16Or32(bytes, from, length)) {
      throw new RejectedException(MALFORMED_JSON, "not in UTF-8");
    }
    boolean read = false;
    try {
      readObject(records.begin(bytes, from, length));
      read = true;
    } catch (IOException e) {
      throw new RejectedException(MALFORMED_JSON, "not a JSON object");
    } finally {
      if (!read) {
        records.abandon();
        unknownNames++; // it may have ended in one
      }
      if (unknownNames > MAX_NAMES) {
        records.forgetNames();
        unknownNames = 0;
      }
    }
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
            timestampMs(origin));
  }

  /** Jackson would read them, the contract does not. */
  private static boolean isUtf16Or32(byte[] bytes, int from, int length) {
    if (length < 2) {
      return false;
    }
    byte first = bytes[from];
    return first == 0 || bytes[from + 1] == 0 || first == (byte) 0xFE || first == (byte) 0xFF;
  }

  private void readObject(JsonParser parser) throws IOException, RejectedException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new RejectedException(MALFORMED_JSON, "not a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Field field = Field.named(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        unknownNames++;
        skip(parser, token);
      } else {
        fields.set(field, token, parser);
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || !records.end()) {
      throw new RejectedException(MALFORMED_JSON, "more than one JSON value");
    }
  }

  /** Skips a value; a sender of ever new names inside it counts, too. */
  private void skip(JsonParser parser, JsonToken first) throws IOException {
    int depth = 0;
    for (JsonToken token = first; token != null; token = parser.nextToken()) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME) {
        unknownNames++;
      }
      if (depth == 0) {
        return;
      }
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
    if (eventTimeMs - maxClockSkewMs > timestampMs(origin)) {
      throw new RejectedException(
          FUTURE_EVENT_TIME,
          "event_time is over "
              + maxClockSkewMs
              + " ms after the record's timestamp, or after any that its producer can have by now");
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
