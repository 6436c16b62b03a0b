package io.vitalgrid.benchmarks.peer.job;

import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.window.Timing;

/** A pane on its way to be scored, and then the prediction. */
public final class Prediction {
  public final String patientId;
  public final String deviceId;
  public final long seq;
  public final long eventTimeMs;
  public final Timing timing;
  public final int revision;
  public final long endMs;

  /** Packed, see {@link News2}. */
  public final int news2;

  /** The model's inputs; null while the patient's profile is not known. */
  public final float[] features;

  /** The window's content, of a settled one only. */
  public final Stats settled;

  public double risk = Double.NaN;
  public String model;
  public long scoredAtMs;

  /** As it goes to more than one place; null until it is encoded. */
  public byte[] json;

  /**
   * The pane of a window.
   *
   * @param stats the content now; it may change afterwards
   */
  public Prediction(String patientId, Timing timing, long endMs, Stats stats) {
    this.patientId = patientId;
    this.timing = timing;
    this.endMs = endMs;
    deviceId = stats.deviceId;
    seq = stats.seq;
    eventTimeMs = stats.eventTimeMs;
    revision = stats.revision;
    news2 = stats.news2();
    features = Model.features(stats);
    settled = timing == Timing.EARLY ? null : stats.copy();
  }
}
