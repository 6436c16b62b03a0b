package io.vitalgrid.pipeline.event;

import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.vitalgrid.grid.row.Profile;
import java.io.IOException;

/** How events travel to the member that owns their patient. */
public final class PatientEventSerializers {
  private PatientEventSerializers() {}

  /** Registers them for one job. */
  public static void register(JobConfig config) {
    config.registerSerializer(Vitals.class, OfVitals.class);
    config.registerSerializer(Admission.class, OfAdmission.class);
    config.registerSerializer(Discharge.class, OfDischarge.class);
    config.registerSerializer(Refused.class, OfRefused.class);
  }

  private static void writeHead(ObjectDataOutput out, PatientEvent event) throws IOException {
    out.writeString(event.patient().id());
    out.writeInt(event.patient().partition());
    out.writeLong(event.eventTimeMs());
    Origin origin = event.origin();
    out.writeLong(origin.topicId());
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
    out.writeLong(origin.timestampMs());
  }

  private static PatientKey readPatient(ObjectDataInput in) throws IOException {
    return new PatientKey(in.readString(), in.readInt());
  }

  private static Origin readOrigin(ObjectDataInput in) throws IOException {
    return new Origin(in.readLong(), in.readInt(), in.readLong(), in.readLong());
  }

  /** For {@link Vitals}. */
  public static final class OfVitals implements StreamSerializer<Vitals> {
    @Override
    public int getTypeId() {
      return 7101;
    }

    @Override
    public void write(ObjectDataOutput out, Vitals event) throws IOException {
      writeHead(out, event);
      out.writeString(event.deviceId());
      out.writeLong(event.seq());
      out.writeDoubleArray(event.values());
      out.writeInt(event.observations());
    }

    @Override
    public Vitals read(ObjectDataInput in) throws IOException {
      return new Vitals(
          readPatient(in),
          in.readLong(),
          readOrigin(in),
          in.readString(),
          in.readLong(),
          in.readDoubleArray(),
          in.readInt());
    }
  }

  /** For {@link Admission}. */
  public static final class OfAdmission implements StreamSerializer<Admission> {
    @Override
    public int getTypeId() {
      return 7102;
    }

    @Override
    public void write(ObjectDataOutput out, Admission event) throws IOException {
      writeHead(out, event);
      Profile profile = event.profile();
      out.writeLong(profile.admittedAtMs());
      out.writeString(profile.ward());
      out.writeInt(profile.age());
      out.writeString(profile.gender());
      out.writeInt(profile.systolicBp());
      out.writeInt(profile.diastolicBp());
      out.writeDouble(profile.cholesterol());
      out.writeDouble(profile.bmi());
      out.writeBoolean(profile.diabetes());
      out.writeBoolean(profile.hypertension());
      out.writeInt(profile.medicationCount());
      out.writeInt(profile.lengthOfStay());
      out.writeString(profile.dischargeDestination());
      out.writeInt(profile.spo2Scale());
    }

    @Override
    public Admission read(ObjectDataInput in) throws IOException {
      return new Admission(readPatient(in), in.readLong(), readOrigin(in), readProfile(in));
    }

    private static Profile readProfile(ObjectDataInput in) throws IOException {
      return new Profile(
          in.readLong(),
          in.readString(),
          in.readInt(),
          in.readString(),
          in.readInt(),
          in.readInt(),
          in.readDouble(),
          in.readDouble(),
          in.readBoolean(),
          in.readBoolean(),
          in.readInt(),
          in.readInt(),
          in.readString(),
          in.readInt());
    }
  }

  /** For {@link Discharge}. */
  public static final class OfDischarge implements StreamSerializer<Discharge> {
    @Override
    public int getTypeId() {
      return 7103;
    }

    @Override
    public void write(ObjectDataOutput out, Discharge event) throws IOException {
      writeHead(out, event);
    }

    @Override
    public Discharge read(ObjectDataInput in) throws IOException {
      return new Discharge(readPatient(in), in.readLong(), readOrigin(in));
    }
  }

  /** For {@link Refused}. */
  public static final class OfRefused implements StreamSerializer<Refused> {
    @Override
    public int getTypeId() {
      return 7104;
    }

    @Override
    public void write(ObjectDataOutput out, Refused record) throws IOException {
      out.writeString(record.patient().id());
      out.writeInt(record.patient().partition());
      out.writeString(record.deviceId());
      out.writeLong(record.seq());
      out.writeString(record.reason().name());
      out.writeLong(record.recordMs());
    }

    @Override
    public Refused read(ObjectDataInput in) throws IOException {
      return new Refused(
          readPatient(in),
          in.readString(),
          in.readLong(),
          Reason.valueOf(in.readString()),
          in.readLong());
    }
  }
}
