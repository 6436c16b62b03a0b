package io.vitalgrid.benchmarks.peer.job;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.RejectedException;
import io.vitalgrid.pipeline.event.Vitals;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An accepted event, with room for what is found out about it on its way. */
public final class BedEvent {
  public static final int VITALS = 0;
  public static final int ADMISSION = 1;
  public static final int DISCHARGE = 2;

  /** Vitals whose every window is closed. */
  public static final int TOO_LATE = 3;

  public int kind;
  public String patientId;
  public long timeMs;
  public String deviceId = "";
  public long seq;
  public double[] values;
  public int observations;

  /** What the admission said, see {@link Facts}; of vitals null until the profile is looked up. */
  public float[] facts;

  /** End of the patient's newest window, once it is known. */
  public long newestEndMs;

  /** Reads records of the wire contract. Not thread-safe. */
  public static final class Parser {
    private final EventParser parser =
        new EventParser(id -> new PatientKey(id, 0), PeerSettings.MAX_CLOCK_SKEW_MS);

    /**
     * Reads one.
     *
     * @return null if it is to be rejected
     */
    public BedEvent parse(byte[] value, int partition, long offset, long timestampMs) {
      try {
        return of(parser.parse(value, new Origin(0, partition, offset, timestampMs)));
      } catch (RejectedException e) {
        return null;
      }
    }

    /** The same, where Kafka's client has it. */
    public BedEvent parse(ByteBuffer value, int partition, long offset, long timestampMs) {
      try {
        return of(parser.parse(value, new Origin(0, partition, offset, timestampMs)));
      } catch (RejectedException e) {
        return null;
      }
    }
  }

  private static BedEvent of(PatientEvent event) {
    BedEvent made = new BedEvent();
    made.patientId = event.patient().id();
    made.timeMs = event.eventTimeMs();
    if (event instanceof Vitals vitals) {
      made.deviceId = vitals.deviceId() == null ? "" : vitals.deviceId();
      made.seq = vitals.seq();
      made.values = vitals.values();
      made.observations = vitals.observations();
    } else if (event instanceof Admission admission) {
      made.kind = ADMISSION;
      made.facts = Facts.of(admission.profile());
    } else if (event instanceof Discharge) {
      made.kind = DISCHARGE;
    }
    return made;
  }

  /** End of the newest window that holds it. */
  public long lastEndMs() {
    return lastEndMs(timeMs);
  }

  static long lastEndMs(long timeMs) {
    return Math.floorDiv(timeMs, PeerSettings.SLIDE_MS) * PeerSettings.SLIDE_MS
        + PeerSettings.SIZE_MS;
  }

  /** End of the window that is the newest once an event of this time is accepted. */
  public static long newestEndMs(long highestMs) {
    return Math.floorDiv(highestMs, PeerSettings.SLIDE_MS) * PeerSettings.SLIDE_MS
        + PeerSettings.SLIDE_MS;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(kind);
    out.writeUTF(patientId);
    out.writeLong(timeMs);
    Facts.write(facts, out);
    if (kind == VITALS) {
      out.writeUTF(deviceId);
      out.writeLong(seq);
      out.writeInt(observations);
      out.writeLong(newestEndMs);
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  public static BedEvent read(DataInput in) throws IOException {
    BedEvent event = new BedEvent();
    event.kind = in.readByte();
    event.patientId = in.readUTF();
    event.timeMs = in.readLong();
    event.facts = Facts.read(in);
    if (event.kind == VITALS) {
      event.deviceId = in.readUTF();
      event.seq = in.readLong();
      event.observations = in.readInt();
      event.newestEndMs = in.readLong();
      event.values = new double[Vital.COUNT];
      for (int v = 0; v < Vital.COUNT; v++) {
        event.values[v] = in.readDouble();
      }
    }
    return event;
  }

  public void writeFacts(DataOutput out) throws IOException {
    Facts.write(facts, out);
  }

  public void readFacts(DataInput in) throws IOException {
    facts = Facts.read(in);
  }

  /** A patient's admission as numbers, in the order of the readmission data set's columns. */
  public static final class Facts {
    static final int COUNT = 11;
    static final int SYSTOLIC = 2;
    static final int DIASTOLIC = 3;

    private Facts() {}

    static float[] of(Profile profile) {
      return new float[] {
        profile.age(),
        code(profile.gender(), "Male", "Female", "Other"),
        profile.systolicBp(),
        profile.diastolicBp(),
        (float) profile.cholesterol(),
        (float) profile.bmi(),
        profile.diabetes() ? 1 : 0,
        profile.hypertension() ? 1 : 0,
        profile.medicationCount(),
        profile.lengthOfStay(),
        code(profile.dischargeDestination(), "Home", "Nursing_Facility", "Rehab")
      };
    }

    private static int code(String word, String... words) {
      for (int i = 0; i < words.length; i++) {
        if (words[i].equals(word)) {
          return i;
        }
      }
      return 0;
    }

    static void write(float[] facts, DataOutput out) throws IOException {
      out.writeBoolean(facts != null);
      if (facts != null) {
        for (float fact : facts) {
          out.writeFloat(fact);
        }
      }
    }

    static float[] read(DataInput in) throws IOException {
      if (!in.readBoolean()) {
        return null;
      }
      float[] facts = new float[COUNT];
      for (int i = 0; i < COUNT; i++) {
        facts[i] = in.readFloat();
      }
      return facts;
    }
  }
}
