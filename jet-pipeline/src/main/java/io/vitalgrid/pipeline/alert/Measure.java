package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;

/** The number that a kind of alert looks at. */
final class Measure {
  private Measure() {}

  /**
   * @return NaN where it is not known
   */
  static double of(AlertKind kind, Prediction prediction) {
    Pane pane = prediction.pane();
    if (kind == AlertKind.RISK_HIGH) {
      return prediction.risk();
    }
    if (kind == AlertKind.DETERIORATING) {
      return pane.riseTenths() == News2Trend.NONE ? Double.NaN : pane.riseTenths() / 10.0;
    }
    if (pane.news2() == News2.NONE) {
      return Double.NaN;
    }
    return kind == AlertKind.NEWS2_RED_PARAMETER
        ? News2.highestPoints(pane.news2())
        : News2.total(pane.news2());
  }

  /** Whether a low value may be low only because parameters are missing that were there. */
  static boolean isBlind(AlertKind kind, Prediction prediction, int missingBefore) {
    int news2 = prediction.pane().news2();
    return kind != AlertKind.RISK_HIGH
        && news2 != News2.NONE
        && (News2.missing(news2) & ~missingBefore) != 0;
  }

  /** The parameters that the score lacks: a bit each. */
  static int missing(Prediction prediction) {
    return News2.missing(prediction.pane().news2());
  }

  /** As of when the prediction speaks, in event time, epoch ms. */
  static long nowMs(Prediction prediction) {
    Pane pane = prediction.pane();
    return pane.nowMs() == Pane.NO_TIME ? pane.eventTimeMs() : pane.nowMs();
  }
}
