package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Parsing.parse;
import static io.vitalgrid.pipeline.event.Parsing.rejection;
import static io.vitalgrid.pipeline.event.Reason.FUTURE_EVENT_TIME;
import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every range of the wire contract, at both edges and one step beyond. */
class EventParserRangesTest {

  @ParameterizedTest
  @CsvSource({
    "heart_rate, 0, 350, -0.001, 350.001",
    "heart_rate, 0.0, 3.5e2, -1, 351",
    "respiratory_rate, 0, 120, -0.001, 120.001",
    "spo2, 0, 100, -0.001, 100.001",
    "temperature, 20, 45, 19.999, 45.001",
    "systolic_bp, 0, 350, -0.001, 350.001",
    "diastolic_bp, 0, 250, -0.001, 250.001",
    "glucose, 0, 100, -0.001, 100.001",
  })
  void when_vitalIsAtAnEdge_then_accepted_andNotBeyond(
      String field, String lowest, String highest, String below, String above) throws Exception {
    for (String edge : List.of(lowest, highest)) {
      Vitals vitals = (Vitals) parse(WireRecord.vitalsOnly(field, edge));
      assertThat(vitals.values()).contains(Double.parseDouble(edge));
    }
    for (String beyond : List.of(below, above, "1e999", "-1e999", "1" + "0".repeat(400))) {
      assertThat(rejection(WireRecord.vitalsOnly(field, beyond), field).reason())
          .as(beyond)
          .isEqualTo(OUT_OF_RANGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "age, 0, 130, -1, 131",
    "cholesterol, 20, 1500, 19.999, 1500.001",
    "bmi, 5, 150, 4.999, 150.001",
    "medication_count, 0, 200, -1, 201",
    "length_of_stay, 0, 3650, -1, 3651",
  })
  void when_admissionNumberIsAtAnEdge_then_accepted_andNotBeyond(
      String field, String lowest, String highest, String below, String above) {
    for (String edge : List.of(lowest, highest)) {
      assertThatCode(() -> parse(WireRecord.admission().with(field, edge)))
          .as(edge)
          .doesNotThrowAnyException();
    }
    for (String beyond : List.of(below, above, "1e999", "4294967370")) {
      assertThat(rejection(WireRecord.admission().with(field, beyond), field).reason())
          .as(beyond)
          .isEqualTo(OUT_OF_RANGE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.0", "-0", "-1e-999"})
  void when_valueIsMinusZero_then_itIsZero(String number) throws Exception {
    Vitals vitals = (Vitals) parse(WireRecord.vitalsOnly("heart_rate", number));

    assertThat(vitals.values()[0]).hasToString("0.0");
  }

  @Test
  void when_systolicIsBelowDiastolic_then_outOfRange_butNotWhenEqual() throws Exception {
    WireRecord vitals = WireRecord.vitals().with("diastolic_bp", "90");

    assertThat(parse(vitals.with("systolic_bp", "90"))).isNotNull();
    assertThat(rejection(vitals.with("systolic_bp", "89.999"), "systolic_bp").reason())
        .isEqualTo(OUT_OF_RANGE);
    assertThat(parse(WireRecord.admission().with("blood_pressure", "\"72/72\""))).isNotNull();
    assertThat(
            rejection(WireRecord.admission().with("blood_pressure", "\"71/72\""), "blood_pressure")
                .reason())
        .isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "0/0, ",
    "350/250, ",
    "130/72, ",
    "351/72, OUT_OF_RANGE",
    "300/251, OUT_OF_RANGE",
    "130, MALFORMED_JSON",
    "130/, MALFORMED_JSON",
    "/72, MALFORMED_JSON",
    "130/72/60, MALFORMED_JSON",
    "130-72, MALFORMED_JSON",
    "+130/72, MALFORMED_JSON",
    "130/-72, MALFORMED_JSON",
    "130 / 72, MALFORMED_JSON",
    "130.5/72, MALFORMED_JSON",
    "1300/72, MALFORMED_JSON",
    "99999999999/72, MALFORMED_JSON",
    "١٣٠/72, MALFORMED_JSON",
    "'', MALFORMED_JSON",
  })
  void when_bloodPressureIsText_then_twoWholeNumbersInRange(String text, Reason refused)
      throws Exception {
    WireRecord admission = WireRecord.admission().with("blood_pressure", '"' + text + '"');
    if (refused == null) {
      assertThat(parse(admission)).isInstanceOf(Admission.class);
    } else {
      assertThat(rejection(admission.bytes()).reason()).isEqualTo(refused);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "seq, -1",
    "seq, -9223372036854775808",
    "seq, 9223372036854775808",
    "seq, 9007199254740993.0", // a double cannot hold it: two events would become one
    "seq, 1e18",
    "event_time, -1",
    "event_time, 253402300800000",
    "event_time, 1e30",
    "event_time, 100000000000000000000",
  })
  void when_wholeNumberIsBeyondItsRange_then_outOfRange(String field, String number) {
    assertThat(rejection(WireRecord.vitals().with(field, number), field).reason())
        .isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({"age, 74.5", "medication_count, 5.5", "length_of_stay, 0.1", "seq, 1042.5"})
  void when_wholeNumberIsExpected_then_aFractionIsMalformed(String field, String number) {
    WireRecord record = field.equals("seq") ? WireRecord.vitals() : WireRecord.admission();

    assertThat(rejection(record.with(field, number), field).reason()).isEqualTo(MALFORMED_JSON);
  }

  @Test
  void when_datedOneMsMoreThanTheSkewAfterTheRecord_then_futureEventTime() {
    long eventTimeMs = WireRecord.TIMESTAMP_MS + Parsing.MAX_SKEW_MS + 1;
    String number = Long.toString(eventTimeMs);

    for (WireRecord record :
        List.of(WireRecord.vitals(), WireRecord.admission(), WireRecord.discharge())) {
      assertThat(rejection(record.with("event_time", number), "event_time").reason())
          .isEqualTo(FUTURE_EVENT_TIME);
    }
  }

  /** A producer with a wrong clock dates its records, too. */
  @Test
  void when_recordIsDatedFarAfterNow_then_fiveMinutesFromNowCount() throws RejectedException {
    EventParser parser = Parsing.parser();
    parser.setClock(WireRecord.TIMESTAMP_MS - 360_000);
    long latestMs = WireRecord.TIMESTAMP_MS - 60_000 + Parsing.MAX_SKEW_MS;
    byte[] latest = WireRecord.vitals().with("event_time", Long.toString(latestMs)).bytes();
    byte[] later = WireRecord.vitals().with("event_time", Long.toString(latestMs + 1)).bytes();

    assertThat(parser.parse(latest, WireRecord.ORIGIN).eventTimeMs()).isEqualTo(latestMs);
    RejectedException e =
        catchThrowableOfType(RejectedException.class, () -> parser.parse(later, WireRecord.ORIGIN));
    assertThat(e.reason()).isEqualTo(FUTURE_EVENT_TIME);
    assertThat(parser.refused(e, WireRecord.ORIGIN).recordMs())
        .isEqualTo(WireRecord.TIMESTAMP_MS - 60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2100-01-01T00:00:00Z\"", "4102444800000", "253402300799999"})
  void when_datedFarAhead_then_futureEventTime(String eventTime) {
    assertThat(rejection(WireRecord.vitals().with("event_time", eventTime), "event_time").reason())
        .isEqualTo(FUTURE_EVENT_TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00+01:00",
        "+10000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
      })
  void when_isoTimeIsBeforeTheEpochOrBeyondTheYear9999_then_outOfRange(String text) {
    assertThat(
            rejection(WireRecord.vitals().with("event_time", '"' + text + '"'), "event_time")
                .reason())
        .isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T10:15:30", // no offset
        "2026-11-22T10:15:30[Europe/Berlin]",
        "2026-11-22",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-22 10:15:30Z",
        "22.11.2026",
        "1763806530123",
        "now",
        "",
      })
  void when_timeIsNotIsoWithOffset_then_malformed(String text) {
    assertThat(
            rejection(WireRecord.vitals().with("event_time", '"' + text + '"'), "event_time")
                .reason())
        .isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource({"patient_id, 0", "patient_id, 257", "device_id, 0", "device_id, 257", "ward, 257"})
  void when_nameIsEmptyOrTooLong_then_outOfRange(String field, int length) {
    WireRecord record = field.equals("ward") ? WireRecord.admission() : WireRecord.vitals();

    assertThat(rejection(record.with(field, '"' + "x".repeat(length) + '"'), field).reason())
        .isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @CsvSource({
    "gender, female",
    "gender, F",
    "gender, ''",
    "discharge_destination, home",
    "discharge_destination, Nursing Facility",
    "diabetes, yes",
    "diabetes, true",
    "hypertension, Y",
    "hypertension, ''",
  })
  void when_wordIsNotOfTheContract_then_outOfRange(String field, String word) {
    WireRecord admission = WireRecord.admission().with(field, '"' + word + '"');

    assertThat(rejection(admission.bytes()).reason()).isEqualTo(OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "X", "", "AA", "Alert", "\u00c5"})
  void when_consciousnessIsNotOfAcvpu_then_outOfRange(String letter) {
    assertThat(
            rejection(WireRecord.vitals().with("consciousness", '"' + letter + '"').bytes())
                .reason())
        .isEqualTo(OUT_OF_RANGE);
  }
}
