package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Parsing.rejection;
import static io.vitalgrid.pipeline.event.Reason.MALFORMED_JSON;
import static io.vitalgrid.pipeline.event.Reason.MISSING_FIELD;
import static io.vitalgrid.pipeline.event.Reason.OUT_OF_RANGE;
import static io.vitalgrid.pipeline.event.Reason.UNKNOWN_TYPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no event of the wire contract, with the reason code it is refused for. */
class EventParserRejectionTest {
  private static final String VALID = WireRecord.vitals().json();

  @Test
  void when_reasonsGoOut_then_theirCodesAreTheContracts() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::code))
        .containsExactly(
            "malformed_json", "unknown_type", "missing_field", "out_of_range", "future_event_time");
  }

  @Test
  void when_thereIsNoValue_then_malformed() {
    assertThat(rejection((byte[]) null).reason()).isEqualTo(MALFORMED_JSON);
    assertThat(rejection(new byte[0]).reason()).isEqualTo(MALFORMED_JSON);
  }

  static Stream<String> notOneObject() {
    return Stream.of(
        " ",
        "\n\t\r",
        "null",
        "true",
        "82",
        "\"vitals\"",
        "[]",
        "[" + VALID + "]",
        VALID + VALID,
        VALID + "\n" + VALID,
        VALID + "x",
        VALID + "}",
        VALID + "\0",
        "x" + VALID,
        "\0" + VALID,
        "{",
        "}",
        "{{}}",
        VALID.substring(0, VALID.length() - 1),
        VALID.substring(0, VALID.length() / 2),
        VALID.replace("\"seq\":1042", "\"seq\":1042,"),
        VALID.replace("\"seq\":1042", "\"seq\":"),
        VALID.replace("\"seq\":1042", "\"seq\""),
        VALID.replace("\"seq\":1042", "seq:1042"),
        VALID.replace("\"seq\":1042", "'seq':1042"),
        VALID.replace("\"seq\":1042", "\"seq\":01042"),
        VALID.replace("\"seq\":1042", "\"seq\":+1042"),
        VALID.replace("\"seq\":1042", "\"seq\":0x412"),
        VALID.replace("\"seq\":1042", "\"seq\":1042L"),
        VALID.replace("\"glucose\":5.6", "\"glucose\":5."),
        VALID.replace("\"glucose\":5.6", "\"glucose\":.6"),
        VALID.replace("\"glucose\":5.6", "\"glucose\":5,6"),
        VALID.replace("\"glucose\":5.6", "\"glucose\":5.6e"),
        VALID.replace("\"glucose\":5.6", "/* a comment */\"glucose\":5.6"),
        VALID.replace("false", "False"),
        VALID.replace("\"A\"", "\"A"),
        VALID.replace("\"A\"", "\"\\x41\""),
        VALID.replace("\"A\"", "\"\\u00\""),
        VALID.replace("MON-17", "MON\n17"));
  }

  @ParameterizedTest
  @MethodSource("notOneObject")
  void when_valueIsNotOneJsonObject_then_malformed(String text) {
    assertThat(rejection(text.getBytes(UTF_8)).reason()).isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+Infinity", "-NaN", "INF", "nan"})
  void when_numberIsNoJsonNumber_then_malformed(String token) {
    assertThat(rejection(WireRecord.vitals().with("heart_rate", token).bytes()).reason())
        .isEqualTo(MALFORMED_JSON);
    assertThat(rejection(WireRecord.vitals().with("unknown", token).bytes()).reason())
        .isEqualTo(MALFORMED_JSON);
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
            "80",
            "c3",
            "c328",
            "c0af",
            "c080",
            "e28228",
            "e0809f",
            "eda080",
            "edbfbf",
            "f0288cbc",
            "f08080af",
            "f4908080",
            "f5808080",
            "ff",
            "fe")
        .flatMap(hex -> Stream.of(inPatientId(hex), inUnknownField(hex), inUnknownName(hex)));
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void when_bytesAreNotUtf8_then_malformed(byte[] record) {
    assertThat(rejection(record).reason()).isEqualTo(MALFORMED_JSON);
  }

  static Stream<byte[]> otherEncodings() {
    return Stream.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"), Charset.forName("UTF-32LE"))
        .flatMap(
            encoding -> Stream.of(VALID.getBytes(encoding), ("\uFEFF" + VALID).getBytes(encoding)));
  }

  @ParameterizedTest
  @MethodSource("otherEncodings")
  void when_textIsNotInUtf8_then_malformed(byte[] record) {
    assertThat(rejection(record).reason()).isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient_id", "device_id"})
  void when_nameHasHalfACharacter_then_malformed(String field) {
    WireRecord record = WireRecord.vitals().with(field, "\"P\\ud83d\"");

    assertThat(rejection(record.bytes()).reason()).isEqualTo(MALFORMED_JSON);
  }

  @Test
  void when_objectsAreNestedTenThousandDeep_then_malformed() {
    int depth = 10_000;
    String arrays = "[".repeat(depth) + "]".repeat(depth);
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

    for (String deep : new String[] {arrays, objects}) {
      assertThat(rejection(deep.getBytes(UTF_8)).reason()).isEqualTo(MALFORMED_JSON);
      assertThat(rejection(WireRecord.vitals().with("unknown", deep).bytes()).reason())
          .isEqualTo(MALFORMED_JSON);
      assertThat(rejection(WireRecord.vitals().with("heart_rate", deep).bytes()).reason())
          .isEqualTo(MALFORMED_JSON);
    }
  }

  @Test
  void when_fiveMegabytesAreBroken_then_malformed() {
    String large = "x".repeat(5 * 1024 * 1024);

    assertThat(rejection(large.getBytes(UTF_8)).reason()).isEqualTo(MALFORMED_JSON);
    assertThat(rejection(("{\"waveform\":\"" + large).getBytes(UTF_8)).reason())
        .isEqualTo(MALFORMED_JSON);
    assertThat(
            rejection(WireRecord.vitals().with("patient_id", '"' + large + '"').bytes()).reason())
        .isEqualTo(OUT_OF_RANGE);
  }

  @Test
  void when_numberHasThousandsOfDigits_then_refused() {
    String digits = "9".repeat(100_000);

    assertThat(rejection(WireRecord.vitals().with("heart_rate", digits).bytes()).reason())
        .isEqualTo(MALFORMED_JSON);
    assertThat(rejection(WireRecord.vitals().with("seq", "0." + digits).bytes()).reason())
        .isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heart_rate|\"82\"",
        "heart_rate|true",
        "heart_rate|[82]",
        "heart_rate|{\"value\":82}",
        "heart_rate|\"\"",
        "temperature|\"36.8\"",
        "glucose|\"NaN\"",
        "seq|\"1042\"",
        "seq|true",
        "event_time|true",
        "event_time|[1763806530123]",
        "event_time|1763806530123.5",
        "supplemental_oxygen|0",
        "supplemental_oxygen|\"No\"",
        "supplemental_oxygen|\"false \"",
        "consciousness|1",
        "consciousness|false",
        "patient_id|123",
        "patient_id|true",
        "patient_id|[\"P1\"]",
        "patient_id|{}",
        "device_id|17",
        "type|1",
        "type|[\"vitals\"]",
      })
  void when_vitalsHaveAValueOfAnotherType_then_malformed(String field, String json) {
    assertThat(rejection(WireRecord.vitals().with(field, json), field).reason())
        .isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ward|2",
        "age|\"74\"",
        "age|true",
        "gender|1",
        "gender|true",
        "blood_pressure|130",
        "blood_pressure|[130,72]",
        "cholesterol|\"240\"",
        "bmi|\"31.5\"",
        "diabetes|1",
        "hypertension|0",
        "medication_count|\"5\"",
        "length_of_stay|\"1\"",
        "discharge_destination|0",
      })
  void when_admissionHasAValueOfAnotherType_then_malformed(String field, String json) {
    assertThat(rejection(WireRecord.admission().with(field, json), field).reason())
        .isEqualTo(MALFORMED_JSON);
  }

  static Stream<String> duplicates() {
    return Stream.of("82", "83", "null").map(second -> "\"heart_rate\":" + second);
  }

  @ParameterizedTest
  @MethodSource("duplicates")
  void when_knownFieldStandsTwice_then_malformed(String second) {
    for (String both :
        new String[] {"\"heart_rate\":82," + second, second + ",\"heart_rate\":82"}) {
      String json = VALID.replace("\"heart_rate\":82", both);

      assertThat(rejection(json.getBytes(UTF_8)))
          .returns(MALFORMED_JSON, RejectedException::reason)
          .hasMessageContaining("heart_rate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"type\":\"vitals\"", "\"patient_id\":\"P000124\"", "\"event_time\":0"})
  void when_fieldOfTheHeadStandsTwice_then_malformed(String second) {
    String json = VALID.substring(0, VALID.length() - 1) + "," + second + "}";

    assertThat(rejection(json.getBytes(UTF_8)).reason()).isEqualTo(MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Vitals", "VITALS", "vital", "transfer", "", " vitals"})
  void when_typeIsNotOfTheContract_then_unknownType(String type) {
    assertThat(rejection(WireRecord.vitals().with("type", '"' + type + '"').bytes()).reason())
        .isEqualTo(UNKNOWN_TYPE);
  }

  @Test
  void when_requiredFieldIsMissingOrNull_then_missingField() {
    for (String field : new String[] {"type", "patient_id", "event_time"}) {
      missing(WireRecord.vitals(), field);
      missing(WireRecord.admission(), field);
      missing(WireRecord.discharge(), field);
    }
    for (String field : WireRecord.admission().fields().keySet()) {
      if (!field.equals("ward")) {
        missing(WireRecord.admission(), field);
      }
    }
    assertThat(rejection("{}".getBytes(UTF_8)).reason()).isEqualTo(MISSING_FIELD);
  }

  private static void missing(WireRecord record, String field) {
    assertThat(rejection(record.without(field), field).reason()).isEqualTo(MISSING_FIELD);
    assertThat(rejection(record.with(field, "null"), field).reason()).isEqualTo(MISSING_FIELD);
  }

  @Test
  void when_vitalsHaveNoMeasurement_then_missingField() {
    assertThat(rejection(WireRecord.vitalsOnly("age", "74").bytes()).reason())
        .isEqualTo(MISSING_FIELD);
    assertThat(rejection(WireRecord.vitalsOnly("heart_rate", "null").bytes()).reason())
        .isEqualTo(MISSING_FIELD);
  }

  @Test
  void when_recordIsRefused_then_thereIsNoStackTraceToPayFor() {
    assertThat(rejection(new byte[0]).getStackTrace()).isEmpty();
  }

  private static byte[] inPatientId(String hex) {
    return spliced(VALID, "P000123", hex);
  }

  private static byte[] inUnknownField(String hex) {
    return spliced(WireRecord.vitals().with("note", "\"#\"").json(), "#", hex);
  }

  private static byte[] inUnknownName(String hex) {
    return spliced(WireRecord.vitals().with("note#", "1").json(), "#", hex);
  }

  private static byte[] spliced(String json, String place, String hex) {
    String bytes = new String(java.util.HexFormat.of().parseHex(hex), ISO_8859_1);
    return json.replace(place, bytes).getBytes(ISO_8859_1);
  }
}
