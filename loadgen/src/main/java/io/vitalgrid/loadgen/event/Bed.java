package io.vitalgrid.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.device.Device;
import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.device.Mix;

/**
 * One patient and the device at the bed, as the run goes on. The bytes that never change are made
 * once. The thread that asks the stream for events owns the mutable fields.
 */
final class Bed {
  static final long NO_SEQ = -1;

  final Stay stay;
  final Device device;
  final byte[] key;

  /** A vitals record up to and with {@code "seq":}. */
  final byte[] vitalsPrefix;

  /** From measuring to sending, in milliseconds: a device's own, so it keeps the order. */
  final long transmissionMs;

  /** How far the device's clock is ahead all the time. */
  private final long skewMs;

  private final long silenceSeed;
  private final double silentShare;
  private final long lossSeed;
  private final Trouble trouble;

  long seq;

  /** The vitals sent last, for duplicates; {@link #NO_SEQ} if there are none in this stay. */
  long lastSeq = NO_SEQ;

  long lastTimeMs;
  boolean discharged;

  /** No event of this stay is dated before it. */
  long stayFromMs = Long.MIN_VALUE;

  /** None of this stay's vitals is dated after it. */
  long highestMs = Long.MIN_VALUE;

  Bed(Stay stay, int index, EventSettings settings, long runSeed, long firstSeq) {
    long seed = Mix.bits(runSeed, index);
    Trouble trouble = settings.trouble();
    this.stay = stay;
    this.device = new Device(stay, seed, settings.deterioratingShare(), trouble.plan(seed));
    this.skewMs = skewMs(trouble, seed);
    this.trouble = trouble;
    this.lossSeed = Mix.bits(seed, 105);
    this.silenceSeed = Mix.bits(seed, 104);
    this.silentShare = trouble.silentShare();
    this.key = stay.patientId().getBytes(UTF_8);
    this.vitalsPrefix =
        new JsonBytes()
            .raw("{\"type\":\"vitals\",\"patient_id\":")
            .string(stay.patientId())
            .raw(",\"device_id\":\"")
            .raw(EventStream.DEVICE_PREFIX)
            .number(index + 1)
            .raw("\",\"seq\":")
            .copy();
    this.transmissionMs = 1 + (Mix.bits(seed, 100) >>> 62);
    this.seq = firstSeq;
  }

  private static long skewMs(Trouble trouble, long seed) {
    if (Mix.unit(seed, 101) >= trouble.skewShare()) {
      return 0;
    }
    long byMs = trouble.skewBy().pickMs(Mix.unit(seed, 102));
    return Mix.unit(seed, 103) < 0.5 ? byMs : -byMs;
  }

  /** Whether the device sends nothing now. */
  boolean isSilent(long intendedMs) {
    return (silentShare > 0
            && Mix.unit(silenceSeed, Math.floorDiv(intendedMs, 60_000)) < silentShare)
        || fault(intendedMs) == Fault.DROP_OUT;
  }

  Fault fault(long intendedMs) {
    return device.faults().at(intendedMs);
  }

  /** How far the device's clock is ahead now. */
  long skewMs(long intendedMs) {
    if (!trouble.has(Fault.WRONG_CLOCK) || fault(intendedMs) != Fault.WRONG_CLOCK) {
      return skewMs;
    }
    double unit = device.faults().unit(intendedMs);
    double twice = 2 * unit;
    return twice < 1 ? trouble.skewBy().pickMs(twice) : -trouble.skewBy().pickMs(twice - 1);
  }

  /** The next message's number; those before it may be lost on their way. */
  long nextSeq(long intendedMs) {
    while (trouble.has(Fault.SEQUENCE_GAPS)
        && fault(intendedMs) == Fault.SEQUENCE_GAPS
        && Mix.unit(lossSeed, seq) < 0.25) {
      seq++;
    }
    return seq++;
  }
}
