package io.vitalgrid.pipeline.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON of the topics that the grid writes, as the wire contract has it. Used by one thread. */
final class JsonEncoder {
  private final JsonFactory json = new JsonFactory();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  private byte[] object(Body body) {
    bytes.reset();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  byte[] prediction(Prediction prediction) {
    return object(out -> write(out, prediction));
  }

  private static void write(JsonGenerator out, Prediction prediction) throws IOException {
    Pane pane = prediction.pane();
    out.writeStringField("patient_id", pane.patient().id());
    out.writeStringField("event_id", pane.eventId());
    out.writeNumberField("event_time", pane.eventTimeMs());
    out.writeStringField("timing", pane.timing().name());
    out.writeNumberField("revision", pane.revision());
    out.writeNumberField("window_start", pane.stats().startMs());
    out.writeNumberField("window_end", pane.endMs());
    if (Double.isNaN(prediction.risk())) {
      out.writeNullField("risk");
    } else {
      out.writeNumberField("risk", prediction.risk());
    }
    out.writeStringField("status", prediction.status().name());
    out.writeStringField("model", prediction.model());
    if (prediction.news2() == null) {
      out.writeNullField("news2");
      out.writeNullField("news2_band");
    } else {
      out.writeNumberField("news2", prediction.news2().total());
      out.writeStringField("news2_band", prediction.news2().band().name());
    }
    out.writeNumberField("scored_at", prediction.scoredAtMs());
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
