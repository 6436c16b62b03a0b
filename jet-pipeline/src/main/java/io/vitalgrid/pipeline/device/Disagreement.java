package io.vitalgrid.pipeline.device;

import io.vitalgrid.grid.Vital;

/**
 * Compares one device with the others of its patient, vital by vital. Two devices are apart where
 * their levels differ by more than the vital's tolerance. A device drifts if it is apart from most
 * of the others. Where there is only one other, each is apart from it; then it is the one that has
 * moved further since both agreed, summed up over the comparisons since (in tolerances, to more
 * than 6), for a patient who changes meanwhile may hide it in some. Two that never agreed are not
 * judged: nobody can know which is wrong.
 *
 * <p>A patient who deteriorates moves all devices alike.
 */
final class Disagreement {
  /** In each vital's unit, in the order of {@link Vital}. */
  private static final float[] TOLERANCES = {10, 5, 4, 0.6f, 15, 12, 1.5f};

  private static final float CLEAR_LEAD = 3;

  private final double factor;

  /** The vital that the last judgement was about. */
  private int vital;

  /** By how much it differed, in its unit. */
  private float difference;

  Disagreement(DevicePolicy policy) {
    factor = policy.disagreement();
  }

  int vital() {
    return vital;
  }

  float difference() {
    return difference;
  }

  /** Whether the device is apart from the others in any vital; notes where they agree. */
  boolean isApart(DeviceState device, PatientDevices devices, long nowMs, DevicePolicy policy) {
    boolean apart = false;
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Float.isNaN(device.levels().level(v)) && isApart(v, device, devices, nowMs, policy)) {
        apart = true;
      }
    }
    return apart;
  }

  private boolean isApart(
      int v, DeviceState device, PatientDevices devices, long nowMs, DevicePolicy policy) {
    Levels own = device.levels();
    double tolerance = factor * TOLERANCES[v];
    int others = 0;
    int far = 0;
    float furthest = 0;
    Levels other = null;
    for (int i = 0; i < devices.size(); i++) {
      DeviceState each = devices.get(i);
      if (each == device || !each.isHeard(nowMs, policy) || each.levels() == null) {
        continue;
      }
      float apart = own.level(v) - each.levels().level(v);
      if (Float.isNaN(apart)) {
        continue;
      }
      others++;
      other = each.levels();
      if (Math.abs(apart) > tolerance) {
        far++;
        furthest = Math.abs(apart) > Math.abs(furthest) ? apart : furthest;
      }
    }
    boolean isApart = others == 1 ? isTheMover(v, own, other, tolerance) : 2 * far > others;
    if (isApart) {
      vital = v;
      difference = furthest;
    }
    return isApart;
  }

  private static boolean isTheMover(int v, Levels own, Levels other, double tolerance) {
    float apart = Math.abs(own.level(v) - other.level(v));
    if (apart < tolerance / 2) {
      own.agree(v);
      other.agree(v);
      return false;
    }
    if (apart <= tolerance || Float.isNaN(own.moved(v) - other.moved(v))) {
      return false;
    }
    return own.lead((float) ((own.moved(v) - other.moved(v)) / tolerance)) > CLEAR_LEAD;
  }
}
