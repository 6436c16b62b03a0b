package io.vitalgrid.pipeline.event;

import static io.vitalgrid.pipeline.event.Parsing.parse;
import static io.vitalgrid.pipeline.event.Parsing.parseAdmission;
import static io.vitalgrid.pipeline.event.Parsing.parseVitals;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the wire contract lets in, and what becomes of it. */
class EventParserTest {
  private static final PatientKey PATIENT = new PatientKey("P000123", 5);

  @Test
  void when_vitals_then_everyFieldIsTaken() throws Exception {
    String json =
        """
        {"type":"vitals","patient_id":"P000123","device_id":"MON-17","seq":1042,"event_time":1763806530123,
         "heart_rate":82,"respiratory_rate":16,"spo2":97,"temperature":36.8,"systolic_bp":121,"diastolic_bp":79,"glucose":5.6,
         "supplemental_oxygen":false,"consciousness":"A"}
        """;

    Vitals vitals = (Vitals) parse(json.getBytes(UTF_8));

    assertThat(vitals.patient()).isEqualTo(PATIENT);
    assertThat(vitals.eventTimeMs()).isEqualTo(1_763_806_530_123L);
    assertThat(vitals.origin()).isEqualTo(WireRecord.ORIGIN);
    assertThat(vitals.deviceId()).isEqualTo("MON-17");
    assertThat(vitals.seq()).isEqualTo(1042);
    assertThat(vitals.hasSeq()).isTrue();
    assertThat(vitals.values()).containsExactly(82, 16, 97, 36.8, 121, 79, 5.6);
    assertThat(Observations.hasOxygen(vitals.observations())).isTrue();
    assertThat(Observations.isOxygen(vitals.observations())).isFalse();
    assertThat(Observations.consciousness(vitals.observations())).isEqualTo('A');
  }

  @Test
  void when_admission_then_everyFieldIsTaken() throws Exception {
    String json =
        """
        {"type":"admission","patient_id":"P000123","event_time":"2026-11-22T10:15:30Z","ward":"ICU-2","age":74,"gender":"Female",
         "blood_pressure":"130/72","cholesterol":240,"bmi":31.5,"diabetes":"Yes","hypertension":"No","medication_count":5,
         "length_of_stay":1,"discharge_destination":"Home"}
        """;
    long admittedAtMs = Instant.parse("2026-11-22T10:15:30Z").toEpochMilli();

    assertThat(parse(json.getBytes(UTF_8)))
        .isEqualTo(
            new Admission(
                PATIENT,
                admittedAtMs,
                WireRecord.ORIGIN,
                new Profile(
                    admittedAtMs,
                    "ICU-2",
                    74,
                    "Female",
                    130,
                    72,
                    240,
                    31.5,
                    true,
                    false,
                    5,
                    1,
                    "Home")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "',\"spo2_scale\":1', 1",
    "',\"spo2_scale\":2', 2",
    "',\"spo2_scale\":null', 1"
  })
  void when_admissionNamesAScale_then_itIsThePatients(String field, int scale) throws Exception {
    String json =
        """
        {"type":"admission","patient_id":"P1","event_time":1,"age":74,"gender":"Female",
         "blood_pressure":"130/72","cholesterol":240,"bmi":31.5,"diabetes":"Yes",
         "hypertension":"No","medication_count":5,"length_of_stay":1,
         "discharge_destination":"Home"%s}
        """
            .formatted(field);

    assertThat(((Admission) parse(json.getBytes(UTF_8))).profile().spo2Scale()).isEqualTo(scale);
  }

  @Test
  void when_discharge_then_patientAndTimeAreTaken() throws Exception {
    String json =
        "{\"type\":\"discharge\",\"patient_id\":\"P000123\",\"event_time\":1763810130000}";

    assertThat(parse(json.getBytes(UTF_8)))
        .isEqualTo(new Discharge(PATIENT, 1_763_810_130_000L, WireRecord.ORIGIN));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:15:30Z, 2026-11-22T10:15:30Z",
    "2026-11-22T10:15Z, 2026-11-22T10:15:00Z",
    "2026-11-22T11:15:30+01:00, 2026-11-22T10:15:30Z",
    "2026-11-22T04:45:30-05:30, 2026-11-22T10:15:30Z",
    "2026-11-22T10:15:30.123Z, 2026-11-22T10:15:30.123Z",
    "2026-11-22T10:15:30.123999999Z, 2026-11-22T10:15:30.123Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1970-01-01T01:00:00+01:00, 1970-01-01T00:00:00Z",
  })
  void when_timeIsIsoWithOffset_then_itsInstantCounts(String text, Instant instant)
      throws Exception {
    assertThat(parse(WireRecord.discharge().with("event_time", '"' + text + '"')).eventTimeMs())
        .isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1763806530123, 1763806530123",
    "1763806530123.0, 1763806530123",
    "1.763806530123e12, 1763806530123",
  })
  void when_timeIsAWholeNumber_then_itIsEpochMs(String number, long eventTimeMs) throws Exception {
    assertThat(parse(WireRecord.discharge().with("event_time", number)).eventTimeMs())
        .isEqualTo(eventTimeMs);
  }

  @Test
  void when_datedTheAllowedSkewAfterTheRecord_then_accepted() throws Exception {
    long eventTimeMs = WireRecord.TIMESTAMP_MS + Parsing.MAX_SKEW_MS;

    assertThat(
            parse(WireRecord.vitals().with("event_time", Long.toString(eventTimeMs))).eventTimeMs())
        .isEqualTo(eventTimeMs);
  }

  @Test
  void when_recordTimestampIsTheLargest_then_skewDoesNotOverflow() throws Exception {
    Origin origin = new Origin(77, 3, 1_000, Long.MAX_VALUE);

    assertThat(Parsing.parser().parse(WireRecord.vitals().bytes(), origin)).isNotNull();
  }

  @Test
  void when_fieldIsUnknown_then_ignoredWhateverItHolds() throws Exception {
    Vitals vitals =
        parseVitals(
            WireRecord.vitals()
                .with("firmware", "\"1.2\"")
                .with("heart_rate_raw", "1e999")
                .with("samples", "[1,[2,{\"heart_rate\":-1}],null]")
                .with("nested", "{\"type\":\"discharge\",\"patient_id\":{\"a\":[true]}}")
                .with("Heart_Rate", "\"another name\""));

    assertThat(vitals).usingRecursiveComparison().isEqualTo(parseVitals(WireRecord.vitals()));
  }

  @Test
  void when_unknownFieldHoldsFiveMegabytes_then_ignored() throws Exception {
    WireRecord large =
        WireRecord.vitals().with("waveform", '"' + "x".repeat(5 * 1024 * 1024) + '"');

    assertThat(parse(large)).isInstanceOf(Vitals.class);
  }

  @Test
  void when_optionalFieldIsNull_then_itIsAbsent() throws Exception {
    Vitals vitals =
        parseVitals(
            WireRecord.vitals()
                .with("heart_rate", "null")
                .with("device_id", "null")
                .with("seq", "null")
                .with("supplemental_oxygen", "null")
                .with("consciousness", "null"));

    assertThat(vitals.values()[Vital.HEART_RATE.ordinal()]).isNaN();
    assertThat(vitals.values()[Vital.GLUCOSE.ordinal()]).isEqualTo(5.6);
    assertThat(vitals.deviceId()).isNull();
    assertThat(vitals.seq()).isEqualTo(Vitals.NO_SEQ);
    assertThat(vitals.observations()).isEqualTo(Observations.NONE);
    assertThat(parseAdmission(WireRecord.admission().with("ward", "null")).profile().ward())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "heart_rate|82",
        "respiratory_rate|16",
        "spo2|97",
        "temperature|36.8",
        "systolic_bp|121",
        "diastolic_bp|79",
        "glucose|5.6",
        "supplemental_oxygen|true",
        "consciousness|\"U\"",
      })
  void when_thereIsOneMeasurement_then_itIsEnough(String field, String value) throws Exception {
    assertThat(parse(WireRecord.vitalsOnly(field, value))).isInstanceOf(Vitals.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "C", "V", "P", "U"})
  void when_consciousnessIsALetterOfAcvpu_then_taken(String letter) throws Exception {
    Vitals vitals = parseVitals(WireRecord.vitals().with("consciousness", '"' + letter + '"'));

    assertThat(Observations.consciousness(vitals.observations())).isEqualTo(letter.charAt(0));
    assertThat(Observations.isOxygen(vitals.observations())).isFalse();
  }

  @Test
  void when_seqOrDeviceIsMissing_then_theSenderDidNotNameTheEvent() throws Exception {
    Vitals noSeq = parseVitals(WireRecord.vitals().without("seq"));
    Vitals noDevice = parseVitals(WireRecord.vitals().without("device_id"));

    assertThat(noSeq.hasSeq()).isFalse();
    assertThat(noSeq.deviceId()).isEqualTo("MON-17");
    assertThat(noDevice.hasSeq()).isFalse();
    assertThat(noDevice.seq()).isEqualTo(1042);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9223372036854775807, 9223372036854775807", "1.042e3, 1042"})
  void when_seqIsWholeAndNotNegative_then_taken(String number, long seq) throws Exception {
    assertThat(parseVitals(WireRecord.vitals().with("seq", number)).seq()).isEqualTo(seq);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"Yes\"|true", "\"No\"|false", "true|true", "false|false"})
  void when_conditionIsYesNoOrBoolean_then_taken(String json, boolean expected) throws Exception {
    Profile profile =
        parseAdmission(WireRecord.admission().with("diabetes", json).with("hypertension", json))
            .profile();

    assertThat(profile.diabetes()).isEqualTo(expected);
    assertThat(profile.hypertension()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Male", "Female", "Other"})
  void when_genderIsOfTheContract_then_taken(String gender) throws Exception {
    assertThat(
            parseAdmission(WireRecord.admission().with("gender", '"' + gender + '"'))
                .profile()
                .gender())
        .isEqualTo(gender);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Home", "Nursing_Facility", "Rehab"})
  void when_destinationIsOfTheContract_then_taken(String destination) throws Exception {
    assertThat(
            parseAdmission(
                    WireRecord.admission().with("discharge_destination", '"' + destination + '"'))
                .profile()
                .dischargeDestination())
        .isEqualTo(destination);
  }

  @Test
  void when_textIsEscapedOrBeyondAscii_then_itsCharactersCount() throws Exception {
    String json = WireRecord.vitals().json();
    byte[] escaped = json.replace("heart_rate", "heart\\u005frate").getBytes(UTF_8);
    WireRecord named = WireRecord.vitals().with("patient_id", "\"Zoë \\ud83d\\ude00 \u75c5\"");

    assertThat(((Vitals) parse(escaped)).values()[Vital.HEART_RATE.ordinal()]).isEqualTo(82);
    assertThat(parse(named).patient().id()).isEqualTo("Zoë \uD83D\uDE00 \u75c5");
  }

  @Test
  void when_idsHaveTheGreatestLength_then_taken() throws Exception {
    String id = "x".repeat(256);
    Vitals vitals =
        parseVitals(
            WireRecord.vitals()
                .with("patient_id", '"' + id + '"')
                .with("device_id", '"' + id + '"'));

    assertThat(vitals.patient().id()).isEqualTo(id);
    assertThat(vitals.deviceId()).isEqualTo(id);
  }

  @Test
  void when_parserIsReused_then_nothingIsLeftOfTheRecordBefore() throws Exception {
    EventParser parser = Parsing.parser();
    parser.parse(WireRecord.vitals().bytes(), WireRecord.ORIGIN);

    Vitals second =
        (Vitals) parser.parse(WireRecord.vitalsOnly("spo2", "91").bytes(), WireRecord.ORIGIN);

    assertThat(second.deviceId()).isNull();
    assertThat(second.hasSeq()).isFalse();
    assertThat(second.observations()).isEqualTo(Observations.NONE);
    assertThat(second.values())
        .containsExactly(
            Double.NaN, Double.NaN, 91, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** All are read by one JSON parser, as if they came one behind the other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{\"type\":\"vitals\",\"heart_rate\":8",
        "{\"type\":\"vitals\"} {\"type\":\"vitals\"}",
        "{\"type\":\"vitals\"},",
        "{\"type\":\"vitals\"}}",
        "{\"unknown\":[{\"a\":",
        "{\"heart_rate\":[",
        "82",
        "]",
        ",",
      })
  void when_aRecordIsBroken_then_theNextOnesAreReadAsEver(String broken) throws Exception {
    EventParser parser = Parsing.parser();
    byte[] whole = WireRecord.vitals().bytes();
    PatientEvent expected = parse(whole);
    byte[] marked = ("\uFEFF" + new String(whole, UTF_8) + "\r\n\t ").getBytes(UTF_8);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> parser.parse(broken.getBytes(UTF_8), WireRecord.ORIGIN))
          .isInstanceOf(RejectedException.class);
      assertThat(parser.parse(whole, WireRecord.ORIGIN))
          .usingRecursiveComparison()
          .isEqualTo(expected);
      assertThat(parser.parse(marked, WireRecord.ORIGIN))
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0", "\uFEFF", "{\"a\":1}", "x\u20AC{"})
  void when_aRecordStandsAmongOthers_then_onlyItsOwnBytesAreRead(String others) throws Exception {
    byte[] around = others.getBytes(UTF_8);
    PatientEvent expected = parse(WireRecord.vitals().bytes());
    EventParser parser = Parsing.parser();
    for (String mark : new String[] {"", "\uFEFF"}) {
      byte[] whole = (mark + WireRecord.vitals().json()).getBytes(UTF_8);
      ByteBuffer fetched = ByteBuffer.allocate(5 + 2 * around.length + whole.length).position(5);
      fetched = fetched.slice().put(around).put(whole).put(around);
      ByteBuffer record = fetched.position(around.length).limit(around.length + whole.length);

      assertThat(parser.parse(record, WireRecord.ORIGIN))
          .usingRecursiveComparison()
          .isEqualTo(expected);
      assertThat(record.remaining()).as("it may be read again").isEqualTo(whole.length);

      record.limit(record.limit() - 1);
      assertThatThrownBy(() -> parser.parse(record, WireRecord.ORIGIN))
          .as("ends too early")
          .isInstanceOf(RejectedException.class);
      record.limit(record.position());
      assertThatThrownBy(() -> parser.parse(record, WireRecord.ORIGIN))
          .as("empty")
          .isInstanceOf(RejectedException.class);
    }
  }

  @Test
  void when_aRecordHasNoValue_then_itIsMalformed() {
    assertThatThrownBy(() -> Parsing.parser().parse((ByteBuffer) null, WireRecord.ORIGIN))
        .isInstanceOf(RejectedException.class);
  }

  @Test
  void when_eventsArePrinted_then_nothingOfThePatientShows() throws Exception {
    for (WireRecord record :
        new WireRecord[] {WireRecord.vitals(), WireRecord.admission(), WireRecord.discharge()}) {
      PatientEvent event = parse(record);

      assertThat(event.toString() + event.patient())
          .doesNotContain("P000123", "MON-17", "1042", "36.8", "ICU-2", "Female", "31.5");
    }
  }
}
