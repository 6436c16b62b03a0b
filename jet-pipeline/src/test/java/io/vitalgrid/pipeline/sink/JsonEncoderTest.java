package io.vitalgrid.pipeline.sink;

import static io.vitalgrid.pipeline.sink.TestPanes.END_MS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.device.DeviceChange;
import io.vitalgrid.pipeline.device.Fault;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.window.Timing;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final long SCORED_AT_MS = 1_763_806_530_132L;
  private static final PatientKey PATIENT = new PatientKey("P000123", 5);
  private static final Origin ORIGIN = new Origin(77, 3, 1_000, 1_763_806_530_131L);

  private final JsonEncoder json = new JsonEncoder();

  @Test
  void when_prediction_then_everyFieldOfTheContract_inItsOrder() throws Exception {
    Map<String, Object> fields =
        parse(
            json.prediction(
                new Prediction(
                    TestPanes.scoredPane(7, TestPanes.FIVE_POINTS),
                    0.1931,
                    Status.SCORED,
                    "readmission@3",
                    SCORED_AT_MS,
                    null)));

    assertThat(fields)
        .containsExactly(
            entry("patient_id", "P000123"),
            entry("event_id", "MON-17/1042"),
            entry("event_time", 1_763_806_530_123L),
            entry("timing", "EARLY"),
            entry("revision", 7L),
            entry("window_start", 1_763_806_260_000L),
            entry("window_end", END_MS),
            entry("risk", 0.1931),
            entry("status", "SCORED"),
            entry("model", "readmission@3"),
            entry("news2", 5L),
            entry("news2_band", "MEDIUM"),
            entry("news2_missing", "temperature"),
            entry("scored_at", SCORED_AT_MS));
  }

  @Test
  void when_thereIsNoRiskAndNoNews2_then_nulls() throws Exception {
    Map<String, Object> fields =
        parse(
            json.prediction(
                new Prediction(
                    TestPanes.pane(Timing.ON_TIME, 1, null, TestPanes.emptyWindow()),
                    Double.NaN,
                    Status.NO_PROFILE,
                    null,
                    SCORED_AT_MS,
                    null)));

    assertThat(fields)
        .containsEntry("timing", "ON_TIME")
        .containsEntry("status", "NO_PROFILE")
        .containsEntry("risk", null)
        .containsEntry("model", null)
        .containsEntry("news2", null)
        .containsEntry("news2_band", null)
        .containsEntry(
            "news2_missing",
            "respiratory_rate,spo2,supplemental_oxygen,systolic_bp,heart_rate,consciousness,"
                + "temperature");
  }

  @Test
  void when_vitalsWereTooLate_then_whatTheySaid_andHowLateAgainstWhichWatermark() throws Exception {
    double[] values = TestPanes.none();
    values[0] = 82;
    values[3] = 36.8;
    int observations =
        Observations.withConsciousness(Observations.withOxygen(Observations.NONE, true), 'V');
    Vitals vitals = new Vitals(PATIENT, 1_000, ORIGIN, "MON-17", 1042, values, observations);

    assertThat(parse(json.tooLate(new TooLate(vitals, "MON-17/1042", 61_000, 60_000))))
        .containsExactly(
            entry("patient_id", "P000123"),
            entry("event_id", "MON-17/1042"),
            entry("event_time", 1_000L),
            entry("watermark", 61_000L),
            entry("lateness_ms", 60_000L),
            entry("type", "vitals"),
            entry("device_id", "MON-17"),
            entry("seq", 1042L),
            entry("heart_rate", 82.0),
            entry("temperature", 36.8),
            entry("supplemental_oxygen", true),
            entry("consciousness", "V"));
  }

  @Test
  void when_vitalsHadNoDevice_then_itsFieldsAreAbsent() throws Exception {
    double[] values = TestPanes.none();
    values[2] = 91;
    Vitals vitals = new Vitals(PATIENT, 1_000, ORIGIN, null, Vitals.NO_SEQ, values, 0);

    assertThat(parse(json.tooLate(new TooLate(vitals, "patient-data/3/1000", 2_000, 1_000))))
        .containsOnlyKeys(
            "patient_id", "event_id", "event_time", "watermark", "lateness_ms", "type", "spo2");
  }

  @Test
  void when_itWasLateForADischargeBeforeAnyWatermark_then_watermarkIsNull() throws Exception {
    PatientEvent admission =
        new Admission(
            PATIENT,
            1_000,
            ORIGIN,
            new Profile(1_000, null, 74, "Other", 130, 72, 240, 31.5, true, false, 5, 1, "Home"));

    assertThat(parse(json.tooLate(new TooLate(admission, "x", Long.MIN_VALUE, 500))))
        .containsEntry("type", "admission")
        .containsEntry("watermark", null)
        .containsEntry("lateness_ms", 500L);
  }

  @Test
  void when_idHasQuotesOrIsBeyondAscii_then_itReadsBack() throws Exception {
    String id = "a\"b\\c\n\u0000é\u75c5\uD83D\uDE00";
    Vitals vitals =
        new Vitals(new PatientKey(id, 1), 1_000, ORIGIN, null, Vitals.NO_SEQ, TestPanes.none(), 0);

    assertThat(parse(json.tooLate(new TooLate(vitals, id, 2_000, 1_000))))
        .containsEntry("patient_id", id)
        .containsEntry("event_id", id);
  }

  @Test
  void when_encoderIsReused_then_eachRecordStandsAlone() throws Exception {
    Prediction prediction =
        new Prediction(
            TestPanes.pane(Timing.LATE, 3, null, TestPanes.emptyWindow()),
            0.5,
            Status.SCORED,
            "m@1",
            SCORED_AT_MS,
            null);
    byte[] first = json.prediction(prediction);
    byte[] copy = first.clone();

    assertThat(json.prediction(prediction)).isEqualTo(copy);
    assertThat(first).isEqualTo(copy);
    assertThat(new String(first, UTF_8)).doesNotContain("\n");
  }

  /** Fields in their order; none may stand twice. */
  private static Map<String, Object> parse(byte[] bytes) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    try (JsonParser parser =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .createParser(bytes)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        fields.put(
            name,
            switch (parser.nextToken()) {
              case VALUE_NULL -> null;
              case VALUE_TRUE -> true;
              case VALUE_FALSE -> false;
              case VALUE_NUMBER_INT -> parser.getLongValue();
              case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
              case VALUE_STRING -> parser.getText();
              default -> throw new AssertionError(name + " is no plain value");
            });
      }
      assertThat(parser.nextToken()).isNull();
    }
    return fields;
  }

  @Test
  void when_aDeviceFails_orIsWellAgain_then_anAlertOfItsKind() {
    PatientKey patient = new PatientKey("P1", 0);
    DeviceChange found =
        new DeviceChange("MON-1", patient, Fault.STUCK, "same", 5, DeviceChange.STANDING);
    DeviceChange over = new DeviceChange("MON-1", patient, Fault.STUCK, "same", 5, 9);

    String alert =
        "{\"alert_id\":\"device/MON-1/STUCK/5\",\"patient_id\":\"P1\",\"device_id\":\"MON-1\","
            + "\"kind\":\"DEVICE_STUCK\",\"severity\":\"LOW\",\"change\":\"%s\",\"status\":\"%s\","
            + "\"reason\":\"same\",\"raised_at\":5,\"cleared_at\":%s}";
    assertThat(new String(new JsonEncoder().deviceChange(found), UTF_8))
        .isEqualTo(alert.formatted("RAISED", "OPEN", "null"));
    assertThat(new String(new JsonEncoder().deviceChange(over), UTF_8))
        .isEqualTo(alert.formatted("CLEARED", "CLEARED", "9"));
  }
}
