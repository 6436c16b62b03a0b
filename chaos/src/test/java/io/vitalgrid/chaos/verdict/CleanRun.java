package io.vitalgrid.chaos.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.verdict.Facts.Fate;
import io.vitalgrid.chaos.verdict.Facts.InputRecord;
import io.vitalgrid.chaos.verdict.Facts.LateSaid;
import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import io.vitalgrid.chaos.verdict.Facts.Refusal;
import io.vitalgrid.chaos.verdict.Facts.Send;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.RejectedException;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.patient.Recomputation;
import io.vitalgrid.pipeline.window.Figures;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a run without faults, made in memory: a minute of two patients in two partitions,
 * with late, too-late, doubled and broken records. Its watermark trails behind that of the judge,
 * so that revisions are others than the judge's own. All that is collected can be tampered with.
 */
final class CleanRun {
  private static final long START_MS = 1_800_000_000_000L;
  private static final long BEHIND_MS = 6_000;
  private static final int SECONDS = 60;

  /** The highest event time in it. */
  private static final long HIGHEST_MS = START_MS + 58_000;

  private static final WindowSettings WINDOWING =
      new WindowSettings(Duration.ofSeconds(10), Duration.ofSeconds(2));

  final List<Send> sends = new ArrayList<>();
  final List<InputRecord> input = new ArrayList<>();
  final List<PaneSaid> panes = new ArrayList<>();
  final List<Refusal> refusals = new ArrayList<>();
  final List<LateSaid> lateSaid = new ArrayList<>();
  final Map<String, PatientRow> patients = new HashMap<>();
  final Map<String, PredictionRow> predictions = new HashMap<>();
  final Map<WindowKey, WindowRow> windows = new HashMap<>();
  final Map<String, LateEventRow> lateEvents = new HashMap<>();
  final List<Span> disturbances = new ArrayList<>();
  private long nowMs;

  CleanRun() {
    for (int partition = 0; partition < 2; partition++) {
      send(partition);
      answer(partition);
    }
  }

  Facts facts() {
    return new Facts(
        WINDOWING,
        sends,
        input,
        panes,
        refusals,
        lateSaid,
        patients,
        predictions,
        windows,
        lateEvents,
        disturbances);
  }

  /** The rules that the judge finds broken. */
  Iterable<Rule> broken() {
    return Verdict.of(facts()).broken().keySet();
  }

  private void send(int partition) {
    String common = "\"patient_id\":\"P" + partition + "\",\"event_time\":";
    send(
        partition,
        START_MS,
        "{\"type\":\"admission\","
            + common
            + START_MS
            + ",\"age\":70,\"gender\":\"Male\",\"blood_pressure\":\"130/72\",\"cholesterol\":240,"
            + "\"bmi\":31.5,\"diabetes\":true,\"hypertension\":false,\"medication_count\":5,"
            + "\"length_of_stay\":1,\"discharge_destination\":\"Home\"}");
    for (int second = 1; second <= SECONDS; second++) {
      long sentMs = START_MS + second * 1000L;
      long delayMs = second % 20 == 0 ? 900_000 : second % 7 == 0 ? 8_000 : second % 3 * 500;
      String vitals =
          "{\"type\":\"vitals\",%s%d,\"device_id\":\"M%d\",\"seq\":%d,\"heart_rate\":%d,\"spo2\":%d}"
              .formatted(
                  common, sentMs - delayMs, partition, second, 60 + second % 40, 90 + second % 10);
      send(partition, sentMs, vitals);
      if (second % 15 == 0) {
        send(partition, sentMs, vitals);
        send(partition, sentMs, "{\"type\":\"vitals\"," + common + sentMs + "}");
      }
    }
  }

  private void send(int partition, long sentMs, String json) {
    byte[] value = json.getBytes(UTF_8);
    int id = sends.size() + 1;
    long offset = input.stream().filter(record -> record.partition() == partition).count();
    sends.add(new Send(id, Fate.ACKNOWLEDGED, partition, offset, Hash.of(value)));
    input.add(new InputRecord(partition, offset, sentMs, value, id));
  }

  /** What a faultless grid would say. */
  private void answer(int partition) {
    Recomputation grid = new Recomputation(WINDOWING.policy(), this::say);
    EventParser parser = new EventParser(id -> new PatientKey(id, 0), 10_000);
    for (InputRecord record : input) {
      if (record.partition() == partition) {
        nowMs = record.timestampMs();
        grid.advance(nowMs - BEHIND_MS);
        answer(record, parser, grid);
      }
    }
    grid.advance(WINDOWING.newestEndMs(HIGHEST_MS));
    grid.patients().forEach(this::keep);
  }

  private void answer(InputRecord record, EventParser parser, Recomputation grid) {
    try {
      PatientEvent event =
          parser.parse(
              record.value(),
              new Origin(0, record.partition(), record.offset(), record.timestampMs()));
      if (grid.apply(event) == Counter.TOO_LATE) {
        String eventId = ((Vitals) event).deviceId() + "/" + ((Vitals) event).seq();
        String patientId = event.patient().id();
        lateSaid.add(new LateSaid(patientId, eventId));
        lateEvents.put(eventId, new LateEventRow(patientId, event.eventTimeMs(), nowMs, 1_000_000));
      }
    } catch (RejectedException e) {
      refusals.add(
          new Refusal(
              record.partition(), record.offset(), e.reason().code(), Hash.of(record.value())));
    }
  }

  private void say(String patientId, String eventId, PaneRecord pane, Profile profile) {
    double risk = PredictionCheck.risk(profile, pane.figures());
    int news2 =
        PredictionCheck.news2(pane.figures(), pane.figures().last(), pane.figures().observations());
    panes.add(
        new PaneSaid(
            nowMs,
            patientId,
            eventId,
            pane.timing().name(),
            pane.revision(),
            pane.endMs(),
            risk,
            news2,
            nowMs));
    if (pane.timing() != Timing.EARLY) {
      windows.put(new WindowKey(patientId, pane.endMs()), window(pane, risk));
    }
    if (pane.newest()) {
      predictions.put(patientId, prediction(pane, eventId, risk, news2));
    }
  }

  private void keep(String patientId, Recomputation.Patient patient) {
    patients.put(
        patientId,
        new PatientRow(
            patient.profile(),
            patient.last(),
            patient.lastAtMs(),
            nowMs,
            patient.eventCount(),
            new byte[0]));
  }

  private PredictionRow prediction(PaneRecord pane, String eventId, double risk, int news2) {
    return new PredictionRow(
        eventId,
        nowMs,
        pane.timing().name(),
        pane.revision(),
        pane.figures().startMs(),
        pane.endMs(),
        risk,
        PredictionRow.SCORED,
        "test@1",
        news2,
        null,
        nowMs,
        null);
  }

  private static WindowRow window(PaneRecord pane, double risk) {
    return window(pane.figures(), pane.timing().name(), pane.revision(), risk);
  }

  static WindowRow window(Figures figures, String timing, long revision, double risk) {
    return new WindowRow(
        figures.startMs(),
        timing,
        revision,
        figures.events(),
        0,
        figures.count(),
        figures.mean(),
        figures.min(),
        figures.max(),
        figures.deviation(),
        figures.last(),
        figures.lastAtMs(),
        figures.slope(),
        risk,
        "test@1");
  }
}
