package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/** The packed form of a profile. */
final class PackedProfile {
  private PackedProfile() {}

  static void write(PackedOutput out, Profile profile) {
    out.writeSigned(profile.admittedAtMs());
    out.writeByte(profile.ward() == null ? 0 : 1);
    if (profile.ward() != null) {
      out.writeText(profile.ward());
    }
    out.writeVarint(profile.age());
    out.writeText(profile.gender());
    out.writeVarint(profile.systolicBp());
    out.writeVarint(profile.diastolicBp());
    out.writeNumber(profile.cholesterol());
    out.writeNumber(profile.bmi());
    out.writeByte(profile.diabetes() ? 1 : 0);
    out.writeByte(profile.hypertension() ? 1 : 0);
    out.writeVarint(profile.medicationCount());
    out.writeVarint(profile.lengthOfStay());
    out.writeText(profile.dischargeDestination());
    out.writeByte(profile.spo2Scale());
  }

  static Profile read(PackedInput in) {
    return new Profile(
        in.readSigned(),
        in.readByte() == 0 ? null : in.readText(),
        in.readCount(),
        in.readText(),
        in.readCount(),
        in.readCount(),
        in.readNumber(),
        in.readNumber(),
        in.readByte() == 1,
        in.readByte() == 1,
        in.readCount(),
        in.readCount(),
        in.readText(),
        in.readByte());
  }
}
