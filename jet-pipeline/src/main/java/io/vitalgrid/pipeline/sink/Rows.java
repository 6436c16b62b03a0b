package io.vitalgrid.pipeline.sink;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.device.DeviceReport;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.window.WindowStats;

/** From results to the rows of the SQL tables. */
final class Rows {
  private Rows() {}

  static PredictionRow prediction(Prediction prediction) {
    Pane pane = prediction.pane();
    int news2 = pane.news2();
    return new PredictionRow(
        pane.eventId(),
        pane.eventTimeMs(),
        pane.timing().name(),
        pane.revision(),
        pane.stats().startMs(),
        pane.endMs(),
        prediction.risk(),
        prediction.status().name(),
        prediction.model(),
        news2 == News2.NONE ? PredictionRow.NO_NEWS2 : News2.total(news2),
        news2 == News2.NONE ? null : News2.band(news2).name(),
        News2.missingNames(news2),
        prediction.scoredAtMs(),
        prediction.features());
  }

  static WindowKey windowKey(Pane pane) {
    return new WindowKey(pane.patient().id(), pane.endMs());
  }

  static WindowRow window(Prediction prediction) {
    Pane pane = prediction.pane();
    WindowStats stats = pane.stats();
    long[] count = new long[Vital.COUNT];
    double[] mean = new double[Vital.COUNT];
    double[] min = new double[Vital.COUNT];
    double[] max = new double[Vital.COUNT];
    double[] deviation = new double[Vital.COUNT];
    double[] last = new double[Vital.COUNT];
    long[] lastAt = new long[Vital.COUNT];
    double[] slope = new double[Vital.COUNT];
    for (int v = 0; v < Vital.COUNT; v++) {
      Vital vital = Vital.of(v);
      count[v] = stats.count(vital);
      mean[v] = stats.mean(vital);
      min[v] = stats.min(vital);
      max[v] = stats.max(vital);
      deviation[v] = stats.standardDeviation(vital);
      last[v] = stats.last(vital);
      lastAt[v] = stats.lastAtMs(vital);
      slope[v] = stats.slopePerMinute(vital);
    }
    return new WindowRow(
        stats.startMs(),
        pane.timing().name(),
        pane.revision(),
        stats.events(),
        pane.lateEvents(),
        count,
        mean,
        min,
        max,
        deviation,
        last,
        lastAt,
        slope,
        prediction.risk(),
        prediction.model());
  }

  static LateEventRow lateEvent(TooLate late) {
    return new LateEventRow(
        late.event().patient().id(),
        late.event().eventTimeMs(),
        late.watermarkMs(),
        late.latenessMs());
  }

  static DeviceRow device(DeviceReport report) {
    return new DeviceRow(
        report.patientId(),
        report.status(),
        report.reason(),
        report.faults(),
        report.sinceMs(),
        report.lastSeenMs(),
        report.expectedGapMs(),
        report.standing());
  }
}
