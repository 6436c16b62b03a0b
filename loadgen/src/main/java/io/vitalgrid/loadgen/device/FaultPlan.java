package io.vitalgrid.loadgen.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults of one device: like its readings, a pure function of time. Time is cut into pieces of
 * equal length; each is faulty, or it is not.
 */
public final class FaultPlan {
  /** A device that works. */
  public static final FaultPlan NONE = new FaultPlan(0, 0, Fault.OF_SENSORS, 60_000);

  private static final long SPIKE_EVERY_MS = 20_000;
  private static final long SPIKE_MS = 1_000;

  private final long seed;
  private final double share;
  private final List<Fault> kinds;
  private final long lengthMs;

  /**
   * The faults of one device.
   *
   * @param deviceSeed the device's own
   * @param share of the time that it is faulty, 0 to 1
   * @param kinds of faults, each as likely
   * @param lengthMs of a fault
   */
  public FaultPlan(long deviceSeed, double share, List<Fault> kinds, long lengthMs) {
    this.seed = Mix.bits(deviceSeed, 9);
    this.share = share;
    this.kinds = List.copyOf(kinds);
    this.lengthMs = lengthMs;
  }

  /** What is wrong at a time, in epoch milliseconds. */
  public Fault at(long timeMs) {
    if (share == 0 || Mix.unit(seed, piece(timeMs)) >= share) {
      return Fault.NONE;
    }
    return kinds.get((int) Math.floorMod(Mix.bits(~seed, piece(timeMs)), (long) kinds.size()));
  }

  /**
   * What is wrong and for how long: the ground truth.
   *
   * @param fromMs epoch milliseconds
   * @param toMs epoch milliseconds, exclusive
   */
  public record Injected(Fault fault, long fromMs, long toMs) {}

  /** All faults between two times, the oldest first; equal ones without a pause are one. */
  public List<Injected> between(long fromMs, long toMs) {
    List<Injected> faults = new ArrayList<>();
    for (long piece = piece(fromMs); piece * lengthMs < toMs; piece++) {
      long startMs = Math.max(fromMs, piece * lengthMs);
      long endMs = Math.min(toMs, (piece + 1) * lengthMs);
      Fault fault = at(startMs);
      Injected before = faults.isEmpty() ? null : faults.get(faults.size() - 1);
      if (fault != Fault.NONE) {
        if (before != null && before.fault == fault && before.toMs == startMs) {
          faults.set(faults.size() - 1, new Injected(fault, before.fromMs, endMs));
        } else {
          faults.add(new Injected(fault, startMs, endMs));
        }
      }
    }
    return faults;
  }

  /** When the piece of that time began. */
  long since(long timeMs) {
    return piece(timeMs) * lengthMs;
  }

  /** The sensor that is faulty then. */
  int sensor(long timeMs) {
    return (int) Math.floorMod(Mix.bits(seed, ~piece(timeMs)), (long) Reading.SENSORS);
  }

  /** How far the faulty sensor is off by noise, -1 to 1; another for each millisecond. */
  double noise(long timeMs) {
    return 2 * Mix.unit(~seed, ~timeMs) - 1;
  }

  /** Whether a reading is a spike; once in each 20 s, for a second. */
  boolean isSpike(long timeMs) {
    long slot = Math.floorDiv(timeMs, SPIKE_EVERY_MS);
    long atMs = (long) ((SPIKE_EVERY_MS - SPIKE_MS) * Mix.unit(seed ^ 0x51, slot));
    long inSlotMs = Math.floorMod(timeMs, SPIKE_EVERY_MS);
    return inSlotMs >= atMs && inSlotMs < atMs + SPIKE_MS;
  }

  /** Up or down, for as long as the fault lasts: 1 or -1. */
  int direction(long timeMs) {
    return Mix.unit(seed ^ 0xD1, piece(timeMs)) < 0.5 ? 1 : -1;
  }

  /** Uniform in [0, 1), the same for as long as the fault lasts. */
  public double unit(long timeMs) {
    return Mix.unit(seed ^ 0x17, piece(timeMs));
  }

  private long piece(long timeMs) {
    return Math.floorDiv(timeMs, lengthMs);
  }
}
