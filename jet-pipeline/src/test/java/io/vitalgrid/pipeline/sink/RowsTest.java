package io.vitalgrid.pipeline.sink;

import static io.vitalgrid.pipeline.sink.TestPanes.END_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.sink.TestPanes.Reading;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final int HEART_RATE = Vital.HEART_RATE.index();
  private static final float[] FEATURES = {74, 31.5f};
  private static final int GLUCOSE = Vital.GLUCOSE.index();

  @Test
  void when_predictionIsStored_then_everyColumnIsThePanes() {
    Prediction scored =
        new Prediction(
            TestPanes.scoredPane(7, TestPanes.FIVE_POINTS),
            0.1931,
            Status.SCORED,
            "readmission@3",
            9,
            FEATURES);
    Prediction unscored =
        new Prediction(
            TestPanes.scoredPane(7, News2.NONE), Double.NaN, Status.NO_PROFILE, null, 9, null);

    assertThat(Rows.prediction(scored))
        .isEqualTo(
            new PredictionRow(
                "MON-17/1042",
                1_763_806_530_123L,
                "EARLY",
                7,
                END_MS - 300_000,
                END_MS,
                0.1931,
                PredictionRow.SCORED,
                "readmission@3",
                5,
                "MEDIUM",
                "temperature",
                9,
                FEATURES));
    assertThat(Rows.prediction(unscored))
        .returns(PredictionRow.NO_PROFILE, PredictionRow::status)
        .returns(PredictionRow.NO_NEWS2, PredictionRow::news2)
        .returns(null, PredictionRow::news2Band)
        .returns(null, PredictionRow::model);
    assertThat(Rows.prediction(unscored).risk()).isNaN();
  }

  @Test
  void when_windowIsStored_then_everyVitalsFiguresAreThere() {
    WindowStats stats = TestPanes.window(heartRate(-60_000, 80), heartRate(0, 90));
    WindowRow row =
        Rows.window(
            new Prediction(
                TestPanes.pane(Timing.LATE, 4, null, stats), 0.2, Status.SCORED, "m@1", 9, null));

    assertThat(row.windowStartMs()).isEqualTo(END_MS - 300_000);
    assertThat(row.timing()).isEqualTo("LATE");
    assertThat(row.revision()).isEqualTo(4);
    assertThat(row.eventCount()).isEqualTo(2);
    assertThat(row.lateEventCount()).isEqualTo(2);
    assertThat(row.risk()).isEqualTo(0.2);
    assertThat(row.model()).isEqualTo("m@1");
    assertThat(row.count()[HEART_RATE]).isEqualTo(2);
    assertThat(row.mean()[HEART_RATE]).isEqualTo(85, within(1e-9));
    assertThat(row.min()[HEART_RATE]).isEqualTo(80);
    assertThat(row.max()[HEART_RATE]).isEqualTo(90);
    assertThat(row.stddev()[HEART_RATE]).isEqualTo(5, within(1e-9));
    assertThat(row.last()[HEART_RATE]).isEqualTo(90);
    assertThat(row.lastAt()[HEART_RATE]).isEqualTo(END_MS - 1);
    assertThat(row.slopePerMinute()[HEART_RATE]).isEqualTo(10, within(1e-9));
  }

  @Test
  void when_vitalWasNotRead_then_itsFiguresAreAbsent() {
    WindowRow row =
        Rows.window(
            new Prediction(
                TestPanes.pane(Timing.ON_TIME, 1, null, TestPanes.window(heartRate(0, 80))),
                Double.NaN,
                Status.NO_PROFILE,
                null,
                9,
                null));

    assertThat(row.count()[GLUCOSE]).isZero();
    assertThat(
            new double[] {
              row.mean()[GLUCOSE],
              row.min()[GLUCOSE],
              row.max()[GLUCOSE],
              row.stddev()[GLUCOSE],
              row.last()[GLUCOSE],
              row.slopePerMinute()[GLUCOSE],
              row.risk()
            })
        .containsOnly(Double.NaN);
    assertThat(row.lastAt()[GLUCOSE]).isEqualTo(Times.NONE);
  }

  @Test
  void when_windowIsStored_then_itsKeyIsPatientAndEnd() {
    assertThat(Rows.windowKey(TestPanes.pane(Timing.ON_TIME, 1, null, TestPanes.emptyWindow())))
        .isEqualTo(new WindowKey("P000123", END_MS));
  }

  @Test
  void when_lateEventIsStored_then_howLateAgainstWhichWatermark() {
    Discharge event = new Discharge(new PatientKey("P1", 1), 1_000, new Origin(1, 0, 5, 2_000));

    assertThat(Rows.lateEvent(new TooLate(event, "x", 61_000, 60_000)))
        .isEqualTo(new LateEventRow("P1", 1_000, 61_000, 60_000));
  }

  private static Reading heartRate(long offsetMs, double value) {
    double[] values = TestPanes.none();
    values[HEART_RATE] = value;
    return new Reading(END_MS - 1 + offsetMs, values, 0);
  }
}
