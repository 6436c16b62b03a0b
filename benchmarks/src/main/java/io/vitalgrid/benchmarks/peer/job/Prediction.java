package io.vitalgrid.benchmarks.peer.job;

import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.window.Timing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A pane on its way to be scored, and then the prediction. */
public final class Prediction {
  private static final Timing[] TIMINGS = Timing.values();

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
  }

  private Prediction(DataInput in) throws IOException {
    patientId = in.readUTF();
    deviceId = in.readUTF();
    seq = in.readLong();
    eventTimeMs = in.readLong();
    timing = TIMINGS[in.readByte()];
    revision = in.readInt();
    endMs = in.readLong();
    news2 = in.readInt();
    features = BedEvent.Facts.read(in);
    risk = in.readDouble();
    model = in.readBoolean() ? in.readUTF() : null;
    scoredAtMs = in.readLong();
  }

  public static Prediction read(DataInput in) throws IOException {
    return new Prediction(in);
  }

  public void write(DataOutput out) throws IOException {
    out.writeUTF(patientId);
    out.writeUTF(deviceId);
    out.writeLong(seq);
    out.writeLong(eventTimeMs);
    out.writeByte(timing.ordinal());
    out.writeInt(revision);
    out.writeLong(endMs);
    out.writeInt(news2);
    BedEvent.Facts.write(features, out);
    out.writeDouble(risk);
    out.writeBoolean(model != null);
    if (model != null) {
      out.writeUTF(model);
    }
    out.writeLong(scoredAtMs);
  }
}
