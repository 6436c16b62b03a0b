package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;

/** Lays out {@link PatientRow}, with the profile as columns of the patient. */
final class PatientRowSerializer extends RowSerializer<PatientRow> {
  private static final String[] LAST = Vitals.columns("");
  private static final String[] LAST_AT = Vitals.columns("_at");

  @Override
  public PatientRow read(CompactReader in) {
    return new PatientRow(
        readProfile(in),
        Vitals.read(in, LAST),
        Vitals.readTimes(in, LAST_AT),
        Times.read(in, "updated_at"),
        in.readInt64("event_count"),
        in.readArrayOfInt8("state"));
  }

  private static Profile readProfile(CompactReader in) {
    long admittedAtMs = Times.read(in, "admitted_at");
    if (admittedAtMs == Times.NONE) {
      return null;
    }
    return new Profile(
        admittedAtMs,
        in.readString("ward"),
        in.readNullableInt32("age"),
        in.readString("gender"),
        in.readNullableInt32("admission_systolic_bp"),
        in.readNullableInt32("admission_diastolic_bp"),
        Numbers.read(in, "cholesterol"),
        Numbers.read(in, "bmi"),
        in.readNullableBoolean("diabetes"),
        in.readNullableBoolean("hypertension"),
        in.readNullableInt32("medication_count"),
        in.readNullableInt32("length_of_stay"),
        in.readString("discharge_destination"),
        in.readNullableInt32("spo2_scale"));
  }

  @Override
  void write(RowWriter out, PatientRow row) {
    writeProfile(out, row.profile());
    Vitals.write(out, LAST, row.last());
    Vitals.writeTimes(out, LAST_AT, row.lastAt());
    out.writeTime("updated_at", row.updatedAtMs());
    out.writeInt64("event_count", row.eventCount());
    out.writeArrayOfInt8("state", row.state());
  }

  /** Without an admission every column of it is NULL. */
  private static void writeProfile(RowWriter out, Profile profile) {
    boolean none = profile == null;
    out.writeTime("admitted_at", none ? Times.NONE : profile.admittedAtMs());
    out.writeString("ward", none ? null : profile.ward());
    out.writeNullableInt32("age", none ? null : (Integer) profile.age());
    out.writeString("gender", none ? null : profile.gender());
    out.writeNullableInt32("admission_systolic_bp", none ? null : (Integer) profile.systolicBp());
    out.writeNullableInt32("admission_diastolic_bp", none ? null : (Integer) profile.diastolicBp());
    out.writeNumber("cholesterol", none ? Double.NaN : profile.cholesterol());
    out.writeNumber("bmi", none ? Double.NaN : profile.bmi());
    out.writeNullableBoolean("diabetes", none ? null : (Boolean) profile.diabetes());
    out.writeNullableBoolean("hypertension", none ? null : (Boolean) profile.hypertension());
    out.writeNullableInt32("medication_count", none ? null : (Integer) profile.medicationCount());
    out.writeNullableInt32("length_of_stay", none ? null : (Integer) profile.lengthOfStay());
    out.writeString("discharge_destination", none ? null : profile.dischargeDestination());
    out.writeNullableInt32("spo2_scale", none ? null : (Integer) profile.spo2Scale());
  }

  @Override
  public String getTypeName() {
    return "patient";
  }

  @Override
  public Class<PatientRow> getCompactClass() {
    return PatientRow.class;
  }
}
