package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.MISSING_FIELD;
import static io.vitalgrid.pipeline.event.Reason.OUT_OF_RANGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;

/**
 * The fields of the record in hand, as they were read: text, numbers and booleans by field. The
 * getters apply the contract: what is required, of which type, in which range.
 */
final class EventFields {
  static final int MAX_ID_LENGTH = 256;

  /** 9999-12-31T23:59:59.999Z. */
  private static final long MAX_TIME_MS = 253_402_300_799_999L;

  /** Whole numbers that are written as such keep all their digits; others are doubles. */
  private static final double MAX_EXACT = (1L << 53) - 1;

  private static final Set<String> GENDERS = Set.of("Male", "Female", "Other");
  private static final Set<String> DESTINATIONS = Set.of("Home", "Nursing_Facility", "Rehab");

  private final JsonToken[] types = new JsonToken[Field.COUNT];
  private final double[] numbers = new double[Field.COUNT];
  private final long[] integers = new long[Field.COUNT];
  private final String[] texts = new String[Field.COUNT];
  private final Words words = new Words();

  /** A bit for each field that stands in the record, be it null. */
  private int present;

  /** A bit for each that is not null: only of these the arrays say something. */
  private int given;

  void clear() {
    present = 0;
    given = 0;
    Arrays.fill(texts, null); // one may be as large as a record
  }

  /**
   * Takes note of a field's name; its value comes next.
   *
   * @return false if it has stood before
   */
  boolean enter(Field field) {
    int bit = 1 << field.ordinal();
    boolean first = (present & bit) == 0;
    present |= bit;
    return first;
  }

  void set(Field field, JsonToken token, JsonParser parser) throws IOException, RejectedException {
    if (!enter(field)) {
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " stands twice");
    }
    switch (token) {
      case VALUE_NULL -> {} // the same as absent
      case VALUE_NUMBER_INT -> setNumber(field, parser);
      case VALUE_NUMBER_FLOAT -> setDecimal(field, parser.getDoubleValue());
      case VALUE_STRING ->
          setText(
              field,
              field == Field.EVENT_TIME // hardly ever the same again
                  ? parser.getText()
                  : words.of(
                      parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
      case VALUE_TRUE, VALUE_FALSE -> give(field, token);
      default ->
          throw new RejectedException(MALFORMED_JSON, field.fieldName() + " must be a plain value");
    }
  }

  private void setNumber(Field field, JsonParser parser) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      setDecimal(field, parser.getDoubleValue());
    } else {
      setInteger(field, parser.getLongValue());
    }
  }

  void setInteger(Field field, long value) {
    give(field, JsonToken.VALUE_NUMBER_INT);
    integers[field.ordinal()] = value;
    numbers[field.ordinal()] = value;
  }

  void setDecimal(Field field, double value) {
    give(field, JsonToken.VALUE_NUMBER_FLOAT);
    numbers[field.ordinal()] = value;
  }

  void setBoolean(Field field, boolean value) {
    give(field, value ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE);
  }

  private void setText(Field field, String text) {
    give(field, JsonToken.VALUE_STRING);
    texts[field.ordinal()] = text;
  }

  /**
   * Sets a text in ASCII.
   *
   * @param hash of its bytes, as {@link String#hashCode} has it
   */
  void setText(Field field, byte[] ascii, int from, int length, int hash) {
    setText(
        field,
        field == Field.EVENT_TIME
            ? new String(ascii, from, length, ISO_8859_1)
            : words.of(ascii, from, length, hash));
  }

  private void give(Field field, JsonToken type) {
    given |= 1 << field.ordinal();
    types[field.ordinal()] = type;
  }

  private boolean has(Field field) {
    return (given & 1 << field.ordinal()) != 0;
  }

  /** Null if it is absent, or no text. */
  private String textOrNull(Field field) {
    return has(field) && types[field.ordinal()] == JsonToken.VALUE_STRING
        ? texts[field.ordinal()]
        : null;
  }

  /** A required text. */
  String text(Field field) throws RejectedException {
    require(field);
    return optionalText(field);
  }

  private String optionalText(Field field) throws RejectedException {
    String text = textOrNull(field);
    if (text == null && has(field)) {
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " must be a string");
    }
    return text;
  }

  /** A required name of bounded length. */
  String id(Field field) throws RejectedException {
    require(field);
    return optionalId(field);
  }

  /** An optional name of bounded length; null if absent. */
  String optionalId(Field field) throws RejectedException {
    String id = optionalText(field);
    if (id == null) {
      return null;
    }
    if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
      throw new RejectedException(
          OUT_OF_RANGE, field.fieldName() + " must have 1 to " + MAX_ID_LENGTH + " characters");
    }
    if (hasHalfACharacter(id)) {
      // As UTF-8 it would become another name, "?".
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " has half a character");
    }
    return id;
  }

  /** The same, but null where it is no such name. */
  String idOrNull(Field field) {
    try {
      return optionalId(field);
    } catch (RejectedException e) {
      return null;
    }
  }

  /** Whether one half of a surrogate pair stands alone. */
  private static boolean hasHalfACharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int character = text.codePointAt(i++);
        if (character <= Character.MAX_SURROGATE) {
          return true;
        }
      }
    }
    return false;
  }

  long seq() throws RejectedException {
    return has(Field.SEQ) ? integer(Field.SEQ, 0, Long.MAX_VALUE) : Vitals.NO_SEQ;
  }

  /** The same, but none where it is no such number. */
  long seqOrNone() {
    try {
      return seq();
    } catch (RejectedException e) {
      return Vitals.NO_SEQ;
    }
  }

  /** Epoch milliseconds, or ISO-8601 with offset. */
  long eventTimeMs() throws RejectedException {
    require(Field.EVENT_TIME);
    String text = textOrNull(Field.EVENT_TIME);
    if (text == null) {
      return integer(Field.EVENT_TIME, 0, MAX_TIME_MS);
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      checkRange(Field.EVENT_TIME, time.toEpochSecond() * 1e3, 0, MAX_TIME_MS);
      return time.toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new RejectedException(
          MALFORMED_JSON, "event_time must be epoch ms or ISO-8601 with offset");
    }
  }

  /** One value for each vital, NaN where absent. */
  double[] vitals() throws RejectedException {
    double[] values = new double[Vital.COUNT];
    for (int v = 0; v < Vital.COUNT; v++) {
      Vital vital = Vital.of(v);
      Field field = VITAL_FIELDS[v];
      values[v] = has(field) ? number(field, vital.min(), vital.max()) : Double.NaN;
    }
    double systolic = values[Vital.SYSTOLIC_BP.ordinal()];
    double diastolic = values[Vital.DIASTOLIC_BP.ordinal()];
    if (systolic < diastolic) {
      throw new RejectedException(OUT_OF_RANGE, "systolic_bp must not be below diastolic_bp");
    }
    return values;
  }

  int observations() throws RejectedException {
    int observations = Observations.NONE;
    if (has(Field.SUPPLEMENTAL_OXYGEN)) {
      observations = Observations.withOxygen(observations, bool(Field.SUPPLEMENTAL_OXYGEN));
    }
    if (has(Field.CONSCIOUSNESS)) {
      String letter = text(Field.CONSCIOUSNESS);
      int level =
          letter.length() == 1
              ? Observations.withConsciousness(observations, letter.charAt(0))
              : -1;
      if (level < 0) {
        throw new RejectedException(OUT_OF_RANGE, "consciousness must be A, C, V, P or U");
      }
      observations = level;
    }
    return observations;
  }

  boolean hasMeasurement() {
    return (given & MEASUREMENTS) != 0;
  }

  Profile profile(long admittedAtMs) throws RejectedException {
    String pressure = text(Field.BLOOD_PRESSURE);
    int slash = pressure.indexOf('/');
    int systolic = pressurePart(pressure, 0, slash, Vital.SYSTOLIC_BP);
    int diastolic = pressurePart(pressure, slash + 1, pressure.length(), Vital.DIASTOLIC_BP);
    if (systolic < diastolic) {
      throw new RejectedException(OUT_OF_RANGE, "blood_pressure: systolic is below diastolic");
    }
    return new Profile(
        admittedAtMs,
        optionalId(Field.WARD),
        (int) integer(Field.AGE, 0, 130),
        oneOf(Field.GENDER, GENDERS),
        systolic,
        diastolic,
        number(Field.CHOLESTEROL, 20, 1500),
        number(Field.BMI, 5, 150),
        yesOrNo(Field.DIABETES),
        yesOrNo(Field.HYPERTENSION),
        (int) integer(Field.MEDICATION_COUNT, 0, 200),
        (int) integer(Field.LENGTH_OF_STAY, 0, 3650),
        oneOf(Field.DISCHARGE_DESTINATION, DESTINATIONS),
        has(Field.SPO2_SCALE) ? (int) integer(Field.SPO2_SCALE, 1, 2) : 1);
  }

  private static int pressurePart(String text, int from, int to, Vital vital)
      throws RejectedException {
    if (to <= from || to - from > 3) {
      throw notPressure();
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw notPressure();
      }
    }
    int value = Integer.parseInt(text, from, to, 10);
    return (int) checkRange(Field.BLOOD_PRESSURE, value, vital.min(), vital.max());
  }

  private static RejectedException notPressure() {
    return new RejectedException(
        MALFORMED_JSON, "blood_pressure must be \"systolic/diastolic\", such as \"130/72\"");
  }

  private String oneOf(Field field, Set<String> allowed) throws RejectedException {
    String text = text(field);
    if (!allowed.contains(text)) {
      throw new RejectedException(OUT_OF_RANGE, field.fieldName() + " must be one of " + allowed);
    }
    return text;
  }

  private boolean yesOrNo(Field field) throws RejectedException {
    require(field);
    String text = textOrNull(field);
    if (text == null) {
      return bool(field);
    }
    return switch (text) {
      case "Yes" -> true;
      case "No" -> false;
      default ->
          throw new RejectedException(
              OUT_OF_RANGE, field.fieldName() + " must be Yes, No, true or false");
    };
  }

  private boolean bool(Field field) throws RejectedException {
    JsonToken type = types[field.ordinal()];
    if (type != JsonToken.VALUE_TRUE && type != JsonToken.VALUE_FALSE) {
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " must be true or false");
    }
    return type == JsonToken.VALUE_TRUE;
  }

  private double number(Field field, double min, double max) throws RejectedException {
    require(field);
    JsonToken type = types[field.ordinal()];
    if (type != JsonToken.VALUE_NUMBER_INT && type != JsonToken.VALUE_NUMBER_FLOAT) {
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " must be a number");
    }
    return checkRange(field, numbers[field.ordinal()], min, max);
  }

  private long integer(Field field, long min, long max) throws RejectedException {
    double value = number(field, min, max);
    if (types[field.ordinal()] == JsonToken.VALUE_NUMBER_INT) {
      return integers[field.ordinal()];
    }
    if (value != Math.rint(value)) {
      throw new RejectedException(MALFORMED_JSON, field.fieldName() + " must be a whole number");
    }
    return (long) checkRange(field, value, min, MAX_EXACT);
  }

  private static double checkRange(Field field, double value, double min, double max)
      throws RejectedException {
    if (!(value >= min && value <= max)) {
      throw new RejectedException(
          OUT_OF_RANGE, field.fieldName() + " must be between " + min + " and " + max);
    }
    return value + 0.0; // -0.0 is 0.0
  }

  private void require(Field field) throws RejectedException {
    if (!has(field)) {
      throw new RejectedException(MISSING_FIELD, field.fieldName() + " is missing");
    }
  }

  private static final int MEASUREMENTS = (2 << Field.CONSCIOUSNESS.ordinal()) - 1;
  private static final Field[] VITAL_FIELDS = Arrays.copyOf(Field.values(), Vital.COUNT);
}
