package io.vitalgrid.pipeline.sink;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.pipeline.alert.AlertChange;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.device.DeviceChange;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.window.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** JSON of the topics that the grid writes, as the wire contract has it. Used by one thread. */
public final class JsonEncoder {
  private static final SerializedString PATIENT_ID = new SerializedString("patient_id");
  private static final SerializedString EVENT_ID = new SerializedString("event_id");
  private static final SerializedString EVENT_TIME = new SerializedString("event_time");
  private static final SerializedString TIMING = new SerializedString("timing");
  private static final SerializedString REVISION = new SerializedString("revision");
  private static final SerializedString WINDOW_START = new SerializedString("window_start");
  private static final SerializedString WINDOW_END = new SerializedString("window_end");
  private static final SerializedString RISK = new SerializedString("risk");
  private static final SerializedString STATUS = new SerializedString("status");
  private static final SerializedString MODEL = new SerializedString("model");
  private static final SerializedString NEWS2_TOTAL = new SerializedString("news2");
  private static final SerializedString NEWS2_BAND = new SerializedString("news2_band");
  private static final SerializedString NEWS2_MISSING = new SerializedString("news2_missing");
  private static final SerializedString SCORED_AT = new SerializedString("scored_at");
  private static final SerializedString[] TIMINGS = words(Timing.values());
  private static final SerializedString[] STATUSES = words(Status.values());
  private static final SerializedString[] BANDS = words(News2.Band.values());

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  /** One for all records: a generator of its own would cost each as much as its fields. */
  private final JsonGenerator json;

  public JsonEncoder() {
    try {
      json =
          new JsonFactoryBuilder()
              .rootValueSeparator((String) null)
              .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
              .build()
              .createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** Their names by ordinal, encoded once. */
  private static SerializedString[] words(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> new SerializedString(value.name()))
        .toArray(SerializedString[]::new);
  }

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private byte[] object(Body body) {
    bytes.reset();
    try {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /** Live or settled, as its topic gets it. */
  public byte[] prediction(Prediction prediction) {
    return object(out -> write(out, prediction));
  }

  private static void write(JsonGenerator out, Prediction prediction) throws IOException {
    Pane pane = prediction.pane();
    write(out, PATIENT_ID, pane.patient().id());
    write(out, EVENT_ID, pane.eventId());
    write(out, EVENT_TIME, pane.eventTimeMs());
    write(out, TIMING, TIMINGS[pane.timing().ordinal()]);
    write(out, REVISION, pane.revision());
    write(out, WINDOW_START, pane.stats().startMs());
    write(out, WINDOW_END, pane.endMs());
    if (Double.isNaN(prediction.risk())) {
      writeNull(out, RISK);
    } else {
      out.writeFieldName(RISK);
      out.writeNumber(prediction.risk());
    }
    write(out, STATUS, STATUSES[prediction.status().ordinal()]);
    write(out, MODEL, prediction.model());
    if (pane.news2() == News2.NONE) {
      writeNull(out, NEWS2_TOTAL);
      writeNull(out, NEWS2_BAND);
    } else {
      write(out, NEWS2_TOTAL, News2.total(pane.news2()));
      write(out, NEWS2_BAND, BANDS[News2.band(pane.news2()).ordinal()]);
    }
    write(out, NEWS2_MISSING, News2.missingNames(pane.news2()));
    write(out, SCORED_AT, prediction.scoredAtMs());
  }

  private static void write(JsonGenerator out, SerializedString name, String text)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(text);
  }

  private static void write(JsonGenerator out, SerializedString name, SerializedString word)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(word);
  }

  private static void writeNull(JsonGenerator out, SerializedString name) throws IOException {
    out.writeFieldName(name);
    out.writeNull();
  }

  private static void write(JsonGenerator out, SerializedString name, long number)
      throws IOException {
    out.writeFieldName(name);
    out.writeNumber(number);
  }

  byte[] alert(AlertChange change) {
    AlertRow row = change.row();
    return object(
        out -> {
          out.writeStringField("alert_id", change.alertId());
          out.writeStringField("patient_id", row.patientId());
          out.writeStringField("kind", row.kind());
          out.writeStringField("severity", row.severity());
          out.writeStringField("change", change.change().name());
          out.writeStringField("status", row.status());
          out.writeNumberField("revision", row.revision());
          out.writeStringField("reason", row.reason());
          writeTime(out, "raised_at", row.raisedAtMs());
          writeTime(out, "cleared_at", row.clearedAtMs());
          writeTime(out, "window_start", row.windowStartMs());
          writeTime(out, "window_end", row.windowEndMs());
        });
  }

  private static void writeTime(JsonGenerator out, String name, long epochMs) throws IOException {
    if (epochMs == Times.NONE) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, epochMs);
    }
  }

  /** What came too late, how late against which watermark, and what it said. */
  byte[] tooLate(TooLate late) {
    return object(
        out -> {
          out.writeStringField("patient_id", late.event().patient().id());
          out.writeStringField("event_id", late.eventId());
          out.writeNumberField("event_time", late.event().eventTimeMs());
          if (late.watermarkMs() == Long.MIN_VALUE) {
            out.writeNullField("watermark");
          } else {
            out.writeNumberField("watermark", late.watermarkMs());
          }
          out.writeNumberField("lateness_ms", late.latenessMs());
          if (late.event() instanceof Vitals vitals) {
            write(out, vitals);
          } else {
            out.writeStringField("type", "admission");
          }
        });
  }

  /** In the form of an alert, with the device beside the patient. */
  byte[] deviceChange(DeviceChange change) {
    return object(
        out -> {
          out.writeStringField(
              "alert_id",
              "device/%s/%s/%d".formatted(change.deviceId(), change.fault(), change.raisedAtMs()));
          out.writeStringField("patient_id", change.patient().id());
          out.writeStringField("device_id", change.deviceId());
          out.writeStringField("kind", "DEVICE_" + change.fault());
          out.writeStringField("severity", "LOW");
          out.writeStringField("change", change.isCleared() ? "CLEARED" : "RAISED");
          out.writeStringField("status", change.isCleared() ? "CLEARED" : "OPEN");
          out.writeStringField("reason", change.reason());
          out.writeNumberField("raised_at", change.raisedAtMs());
          writeTime(out, "cleared_at", change.clearedAtMs());
        });
  }

  private static void write(JsonGenerator out, Vitals vitals) throws IOException {
    out.writeStringField("type", "vitals");
    if (vitals.deviceId() != null) {
      out.writeStringField("device_id", vitals.deviceId());
    }
    if (vitals.hasSeq()) {
      out.writeNumberField("seq", vitals.seq());
    }
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(vitals.values()[v])) {
        out.writeNumberField(Vital.of(v).fieldName(), vitals.values()[v]);
      }
    }
    int observations = vitals.observations();
    if (Observations.hasOxygen(observations)) {
      out.writeBooleanField("supplemental_oxygen", Observations.isOxygen(observations));
    }
    if (Observations.hasConsciousness(observations)) {
      out.writeStringField(
          "consciousness", String.valueOf(Observations.consciousness(observations)));
    }
  }
}
