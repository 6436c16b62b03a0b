package io.vitalgrid.pipeline.sink;

import static io.vitalgrid.pipeline.sink.JsonBytes.name;
import static io.vitalgrid.pipeline.sink.JsonBytes.quoted;

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
import java.util.Arrays;

/** JSON of the topics that the grid writes, as the wire contract has it. Used by one thread. */
public final class JsonEncoder {
  private static final byte[] PATIENT_ID = name("patient_id");
  private static final byte[] EVENT_ID = name("event_id");
  private static final byte[] EVENT_TIME = name("event_time");
  private static final byte[] TIMING = name("timing");
  private static final byte[] REVISION = name("revision");
  private static final byte[] WINDOW_START = name("window_start");
  private static final byte[] WINDOW_END = name("window_end");
  private static final byte[] RISK = name("risk");
  private static final byte[] STATUS = name("status");
  private static final byte[] MODEL = name("model");
  private static final byte[] NEWS2_TOTAL = name("news2");
  private static final byte[] NEWS2_BAND = name("news2_band");
  private static final byte[] NEWS2_MISSING = name("news2_missing");
  private static final byte[] SCORED_AT = name("scored_at");
  private static final byte[] ALERT_ID = name("alert_id");
  private static final byte[] KIND = name("kind");
  private static final byte[] SEVERITY = name("severity");
  private static final byte[] CHANGE = name("change");
  private static final byte[] REASON = name("reason");
  private static final byte[] RAISED_AT = name("raised_at");
  private static final byte[] CLEARED_AT = name("cleared_at");
  private static final byte[] DEVICE_ID = name("device_id");
  private static final byte[] WATERMARK = name("watermark");
  private static final byte[] LATENESS_MS = name("lateness_ms");
  private static final byte[] TYPE = name("type");
  private static final byte[] SEQ = name("seq");
  private static final byte[] SUPPLEMENTAL_OXYGEN = name("supplemental_oxygen");
  private static final byte[] CONSCIOUSNESS = name("consciousness");

  private static final byte[][] VITALS = vitalNames();

  private static final byte[][] TIMINGS = words(Timing.values());
  private static final byte[][] STATUSES = words(Status.values());
  private static final byte[][] BANDS = words(News2.Band.values());

  private final JsonBytes json = new JsonBytes();

  private static byte[][] vitalNames() {
    byte[][] names = new byte[Vital.COUNT][];
    for (int v = 0; v < names.length; v++) {
      names[v] = name(Vital.of(v).fieldName());
    }
    return names;
  }

  /** Their names by ordinal, encoded once. */
  private static byte[][] words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> quoted(value.name())).toArray(byte[][]::new);
  }

  /** Live or settled, as its topic gets it. */
  public byte[] prediction(Prediction prediction) {
    Pane pane = prediction.pane();
    int news2 = pane.news2();
    json.begin()
        .text(PATIENT_ID, pane.patient().id())
        .text(EVENT_ID, pane.eventId())
        .number(EVENT_TIME, pane.eventTimeMs())
        .word(TIMING, TIMINGS[pane.timing().ordinal()])
        .number(REVISION, pane.revision())
        .number(WINDOW_START, pane.stats().startMs())
        .number(WINDOW_END, pane.endMs())
        .number(RISK, prediction.risk())
        .word(STATUS, STATUSES[prediction.status().ordinal()])
        .text(MODEL, prediction.model());
    if (news2 == News2.NONE) {
      json.nothing(NEWS2_TOTAL).nothing(NEWS2_BAND);
    } else {
      json.number(NEWS2_TOTAL, News2.total(news2))
          .word(NEWS2_BAND, BANDS[News2.band(news2).ordinal()]);
    }
    return json.text(NEWS2_MISSING, News2.missingNames(news2))
        .number(SCORED_AT, prediction.scoredAtMs())
        .end();
  }

  byte[] alert(AlertChange change) {
    AlertRow row = change.row();
    json.begin()
        .text(ALERT_ID, change.alertId())
        .text(PATIENT_ID, row.patientId())
        .text(KIND, row.kind())
        .text(SEVERITY, row.severity())
        .text(CHANGE, change.change().name())
        .text(STATUS, row.status())
        .number(REVISION, row.revision())
        .text(REASON, row.reason());
    time(RAISED_AT, row.raisedAtMs());
    time(CLEARED_AT, row.clearedAtMs());
    time(WINDOW_START, row.windowStartMs());
    time(WINDOW_END, row.windowEndMs());
    return json.end();
  }

  private void time(byte[] name, long epochMs) {
    if (epochMs == Times.NONE) {
      json.nothing(name);
    } else {
      json.number(name, epochMs);
    }
  }

  /** What came too late, how late against which watermark, and what it said. */
  byte[] tooLate(TooLate late) {
    json.begin()
        .text(PATIENT_ID, late.event().patient().id())
        .text(EVENT_ID, late.eventId())
        .number(EVENT_TIME, late.event().eventTimeMs());
    time(WATERMARK, late.watermarkMs());
    json.number(LATENESS_MS, late.latenessMs());
    if (late.event() instanceof Vitals vitals) {
      vitals(vitals);
    } else {
      json.text(TYPE, "admission");
    }
    return json.end();
  }

  private void vitals(Vitals vitals) {
    json.text(TYPE, "vitals");
    if (vitals.deviceId() != null) {
      json.text(DEVICE_ID, vitals.deviceId());
    }
    if (vitals.hasSeq()) {
      json.number(SEQ, vitals.seq());
    }
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(vitals.values()[v])) {
        json.number(VITALS[v], vitals.values()[v]);
      }
    }
    int observations = vitals.observations();
    if (Observations.hasOxygen(observations)) {
      json.bool(SUPPLEMENTAL_OXYGEN, Observations.isOxygen(observations));
    }
    if (Observations.hasConsciousness(observations)) {
      json.text(CONSCIOUSNESS, String.valueOf(Observations.consciousness(observations)));
    }
  }

  /** In the form of an alert, with the device beside the patient. */
  byte[] deviceChange(DeviceChange change) {
    json.begin()
        .text(
            ALERT_ID,
            "device/%s/%s/%d".formatted(change.deviceId(), change.fault(), change.raisedAtMs()))
        .text(PATIENT_ID, change.patient().id())
        .text(DEVICE_ID, change.deviceId())
        .text(KIND, "DEVICE_" + change.fault())
        .text(SEVERITY, "LOW")
        .text(CHANGE, change.isCleared() ? "CLEARED" : "RAISED")
        .text(STATUS, change.isCleared() ? "CLEARED" : "OPEN")
        .text(REASON, change.reason())
        .number(RAISED_AT, change.raisedAtMs());
    time(CLEARED_AT, change.clearedAtMs());
    return json.end();
  }
}
