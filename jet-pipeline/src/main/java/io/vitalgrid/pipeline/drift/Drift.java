package io.vitalgrid.pipeline.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * How far one feature, or the risk, has drifted.
 *
 * @param psi NaN where there are too few patients to say
 */
public record Drift(String feature, double psi, long baselineCount, long currentCount) {
  /** Of every feature, and of the risk as the last. */
  public static List<Drift> of(Baseline baseline, Counts current, DriftPolicy policy) {
    List<Drift> drifts = new ArrayList<>();
    for (int f = 0; f < baseline.features().size(); f++) {
      Baseline.OfFeature feature = baseline.features().get(f);
      boolean enough = current.patients() >= policy.minPatients();
      double psi = enough ? Psi.of(feature.counts(), current.of(baseline, f)) : Double.NaN;
      long count = 0;
      for (long rows : feature.counts()) {
        count += rows;
      }
      drifts.add(new Drift(feature.name(), psi, count, current.rows()));
    }
    return drifts;
  }

  /** What the usual scale calls it. */
  public String verdict() {
    if (Double.isNaN(psi)) {
      return "TOO_FEW";
    }
    return psi > Psi.MAJOR ? "MAJOR" : psi > Psi.MODERATE ? "MODERATE" : "STABLE";
  }
}
