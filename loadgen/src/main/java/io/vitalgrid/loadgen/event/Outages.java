package io.vitalgrid.loadgen.event;

import io.vitalgrid.loadgen.device.Mix;
import io.vitalgrid.loadgen.schedule.Plan;
import java.util.List;

/**
 * Which devices are cut off from the network, and what they send afterwards. What a device kept is
 * not kept here: its readings can be taken for any moment. While the flood runs from its start to
 * its end, the kept events are dated from the outage's start to its end, devices in turn.
 */
final class Outages {
  private static final Plan.Outage NONE = new Plan.Outage(0, 0, 0, 0, 0);

  private final List<Plan.Outage> outages; // in order of time
  private final long startMs;
  private final double[] units; // of each bed: it is cut off where the share is greater
  private int next;
  private Plan.Outage outage = NONE;
  private double kept;
  private int keptTurn;

  Outages(List<Plan.Outage> outages, long startMs, int beds, long seed) {
    this.outages = outages;
    this.startMs = startMs;
    units = new double[outages.isEmpty() ? 0 : beds];
    for (int i = 0; i < units.length; i++) {
      units[i] = Mix.unit(seed, i);
    }
  }

  /** Goes on to a slot of the schedule. */
  void advance(long intendedMs) {
    if (next < outages.size() && intendedMs - startMs >= outages.get(next).startMs()) {
      outage = outages.get(next++);
      kept = 0;
    }
  }

  boolean isCutOff(int bed, long intendedMs) {
    long ms = intendedMs - startMs;
    return ms >= outage.startMs() && ms < outage.endMs() && units[bed] < outage.cutOffShare();
  }

  /** Whether this slot carries an event that was kept; asked once a slot. */
  boolean isKept(long intendedMs) {
    long ms = intendedMs - startMs;
    if (ms < outage.endMs() || ms >= outage.floodEndMs()) {
      return false;
    }
    kept += outage.keptShare();
    if (kept < 1) {
      return false;
    }
    kept--;
    return true;
  }

  /** The next of the devices that were cut off; -1 if there is none among those admitted. */
  int nextKept(int admitted) {
    for (int tries = 0; tries < admitted; tries++) {
      keptTurn = keptTurn + 1 < admitted ? keptTurn + 1 : 0;
      if (units[keptTurn] < outage.cutOffShare()) {
        return keptTurn;
      }
    }
    return -1;
  }

  /** When the event was measured that is sent now, after the outage. */
  long keptTimeMs(long intendedMs) {
    double progress =
        (double) (intendedMs - startMs - outage.endMs()) / (outage.floodEndMs() - outage.endMs());
    return startMs + outage.startMs() + (long) (progress * (outage.endMs() - outage.startMs()));
  }
}
