package io.vitalgrid.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.device.Mix;
import io.vitalgrid.loadgen.device.Reading;
import java.time.Instant;

/**
 * Writes events as the wire contract's JSON. Written by hand, as a vitals record is a prefix made
 * once for each patient and ten small numbers. Not thread-safe.
 */
final class EventEncoder {
  private static final String[] WARDS = {"ICU-1", "ICU-2", "CARD-1", "MED-1", "MED-2", "SURG-1"};

  private static final byte[] EVENT_TIME = ascii(",\"event_time\":");
  private static final byte[] HEART_RATE = ascii(",\"heart_rate\":");
  private static final byte[] RESPIRATORY_RATE = ascii(",\"respiratory_rate\":");
  private static final byte[] SPO2 = ascii(",\"spo2\":");
  private static final byte[] TEMPERATURE = ascii(",\"temperature\":");
  private static final byte[] SYSTOLIC_BP = ascii(",\"systolic_bp\":");
  private static final byte[] DIASTOLIC_BP = ascii(",\"diastolic_bp\":");
  private static final byte[] GLUCOSE = ascii(",\"glucose\":");
  private static final byte[] WITH_OXYGEN = ascii(",\"supplemental_oxygen\":true");
  private static final byte[] ON_AIR = ascii(",\"supplemental_oxygen\":false");
  private static final byte[] CONSCIOUSNESS = ascii(",\"consciousness\":\"");
  private static final byte[] END_OF_TEXT = ascii("\"}");

  private final JsonBytes json = new JsonBytes();
  private final Reading reading = new Reading();

  private static byte[] ascii(String text) {
    return text.getBytes(UTF_8);
  }

  /** The bytes of the record written last, until the next call. */
  byte[] bytes() {
    return json.shared();
  }

  /** What the bed's device read at a time; the same arguments give the same bytes. */
  void vitals(Bed bed, long seq, long timeMs) {
    bed.device.read(timeMs, reading);
    json.clear().raw(bed.vitalsPrefix).number(seq).raw(EVENT_TIME).number(timeMs);
    if (reading.has(Reading.HEART_RATE)) {
      json.raw(HEART_RATE).number(reading.heartRate);
    }
    if (reading.has(Reading.RESPIRATORY_RATE)) {
      json.raw(RESPIRATORY_RATE).number(reading.respiratoryRate);
    }
    if (reading.has(Reading.SPO2)) {
      json.raw(SPO2).number(reading.spo2);
    }
    if (reading.has(Reading.TEMPERATURE)) {
      json.raw(TEMPERATURE).tenths(reading.temperatureTenths);
    }
    if (reading.has(Reading.SYSTOLIC_BP)) {
      json.raw(SYSTOLIC_BP).number(reading.systolicBp);
    }
    if (reading.has(Reading.DIASTOLIC_BP)) {
      json.raw(DIASTOLIC_BP).number(reading.diastolicBp);
    }
    if (reading.has(Reading.GLUCOSE)) {
      json.raw(GLUCOSE).tenths(reading.glucoseTenths);
    }
    json.raw(reading.supplementalOxygen ? WITH_OXYGEN : ON_AIR);
    json.raw(CONSCIOUSNESS).raw(reading.consciousness).raw(END_OF_TEXT);
  }

  void admission(Bed bed, long timeMs) {
    Stay stay = bed.stay;
    begin("admission", bed);
    // The record system writes ISO-8601, the devices epoch milliseconds: the contract takes both.
    json.raw(EVENT_TIME).string(Instant.ofEpochMilli(timeMs).toString());
    int ward = (int) Math.floorMod(Mix.bits(stay.patientId().hashCode(), 0), (long) WARDS.length);
    json.raw(",\"ward\":").string(WARDS[ward]);
    json.raw(",\"age\":").number(stay.age());
    json.raw(",\"gender\":").string(stay.gender());
    json.raw(",\"blood_pressure\":\"").number(stay.systolicBp());
    json.raw('/').number(stay.diastolicBp()).raw('"');
    json.raw(",\"cholesterol\":").number(stay.cholesterol());
    json.raw(",\"bmi\":").raw(Double.toString(stay.bmi()));
    json.raw(",\"diabetes\":").string(yesOrNo(stay.diabetes()));
    json.raw(",\"hypertension\":").string(yesOrNo(stay.hypertension()));
    json.raw(",\"medication_count\":").number(stay.medicationCount());
    json.raw(",\"length_of_stay\":").number(stay.lengthOfStay());
    json.raw(",\"discharge_destination\":").string(stay.dischargeDestination()).raw('}');
  }

  void discharge(Bed bed, long timeMs) {
    begin("discharge", bed);
    json.raw(EVENT_TIME).number(timeMs).raw('}');
  }

  /**
   * A record that must be rejected for the kind's reason. It has no device and number of its own:
   * good ones keep theirs without a gap.
   */
  void bad(Kind kind, Bed bed, long timeMs) {
    begin(kind == Kind.UNKNOWN_TYPE ? "telemetry" : "vitals", bed);
    switch (kind) {
      case MISSING_FIELD -> json.raw(HEART_RATE).number(80).raw('}');
      case OUT_OF_RANGE -> json.raw(EVENT_TIME).number(timeMs).raw(HEART_RATE).number(900).raw('}');
      default -> json.raw(EVENT_TIME).number(timeMs).raw(HEART_RATE).number(80).raw('}');
    }
    if (kind == Kind.MALFORMED_JSON) {
      json.truncate(json.length() / 2);
    }
  }

  /** A numbered record of the bed's device that must be rejected as out of range. */
  void badOfDevice(Bed bed, long seq, long timeMs) {
    json.clear().raw(bed.vitalsPrefix).number(seq).raw(EVENT_TIME).number(timeMs);
    json.raw(HEART_RATE).number(900).raw('}');
  }

  private void begin(String type, Bed bed) {
    json.clear().raw("{\"type\":\"").raw(type).raw("\",\"patient_id\":");
    json.string(bed.stay.patientId());
  }

  private static String yesOrNo(boolean value) {
    return value ? "Yes" : "No";
  }
}
