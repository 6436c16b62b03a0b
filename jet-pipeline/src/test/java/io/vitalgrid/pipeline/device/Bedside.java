package io.vitalgrid.pipeline.device;

import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Reason;
import io.vitalgrid.pipeline.event.Refused;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.SplittableRandom;

/**
 * One device at a patient's bed, played by hand; its readings flicker a little, as real ones do.
 */
final class Bedside {
  static final long T = 1_763_806_530_000L;

  private final Watched watched;
  private final String deviceId;
  private final PatientKey patient;
  private final SplittableRandom random = new SplittableRandom(5);
  long nowMs = T;
  long seq = 1;
  double heartRate = 80;
  double spo2 = 97;
  double systolic = 120;

  Bedside(Watched watched, String deviceId, String patientId) {
    this.watched = watched;
    this.deviceId = deviceId;
    this.patient = new PatientKey(patientId, 0);
  }

  /** A reading each second. */
  Bedside send(int count) {
    for (int i = 0; i < count; i++) {
      double flicker = random.nextInt(-1, 2);
      send(heartRate + flicker, spo2, systolic + 2 * random.nextInt(-1, 2));
    }
    return this;
  }

  Bedside send(double heartRateNow, double spo2Now, double systolicNow) {
    return send(heartRateNow, spo2Now, systolicNow, nowMs - 2);
  }

  Bedside send(double heartRateNow, double spo2Now, double systolicNow, long eventMs) {
    double none = Double.NaN;
    double[] values = {heartRateNow, none, spo2Now, none, systolicNow, none, none};
    watched.watch.hear(
        new Vitals(patient, eventMs, new Origin(1, 0, seq, nowMs), deviceId, seq++, values, 0));
    nowMs += 1000;
    return this;
  }

  Bedside sendBad(int count) {
    for (int i = 0; i < count; i++) {
      watched.watch.refuse(new Refused(patient, deviceId, seq++, Reason.OUT_OF_RANGE, nowMs));
      nowMs += 1000;
    }
    return this;
  }

  Bedside silent(int seconds) {
    nowMs += seconds * 1000L;
    return this;
  }

  /** Somewhere there are events as late as what the bedside's clock shows. */
  Bedside settled() {
    return watermark(nowMs + Watched.SLIDE_MS);
  }

  Bedside watermark(long ms) {
    watched.watch.advance(ms);
    while (watched.watch.checkDue(1)) {}
    return this;
  }

  Bedside discharged() {
    watched.watch.discharge(new Discharge(patient, nowMs, new Origin(1, 0, seq, nowMs)));
    return this;
  }
}
