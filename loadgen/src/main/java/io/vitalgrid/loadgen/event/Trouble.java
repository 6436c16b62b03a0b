package io.vitalgrid.loadgen.event;

import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.device.FaultPlan;
import java.time.Duration;
import java.util.List;

/**
 * What is wrong with devices, and how unevenly they send. Shares are of the devices, 0 (off) to 1.
 *
 * @param skewShare devices whose clock is wrong, one half ahead, the other half behind
 * @param skewBy by how much
 * @param silentShare devices that are silent at any time; each time for a minute
 * @param faultShare devices that are faulty at any time
 * @param faultKinds what is wrong with them, each as often as the others
 * @param faultFor for how long each time
 * @param zipf how much of the load the first patients draw: 0 is all alike, at 1 the second has
 *     half as many events as the first, the third a third
 */
public record Trouble(
    double skewShare,
    DelayRange skewBy,
    double silentShare,
    double faultShare,
    List<Fault> faultKinds,
    Duration faultFor,
    double zipf) {
  private static final double MAX_ZIPF = 3;

  public static final Trouble NONE =
      new Trouble(0, new DelayRange(Duration.ofSeconds(1), Duration.ofSeconds(4)), 0, 0, 0);

  /** With the usual faults, for a minute each. */
  public Trouble(
      double skewShare, DelayRange skewBy, double silentShare, double faultShare, double zipf) {
    this(skewShare, skewBy, silentShare, faultShare, Fault.OF_SENSORS, Duration.ofMinutes(1), zipf);
  }

  public Trouble {
    faultKinds = List.copyOf(faultKinds);
    if (faultKinds.isEmpty() || faultKinds.contains(Fault.NONE)) {
      throw new IllegalArgumentException(
          "fault-kinds is " + faultKinds + ", must be some of " + Fault.names());
    }
    if (faultFor.toMillis() < 1000) {
      throw new IllegalArgumentException(
          "fault-for is " + faultFor.toMillis() + " ms, must be at least 1s, such as 60s");
    }
    checkShare("skew-share", skewShare);
    checkShare("silent-share", silentShare);
    checkShare("fault-share", faultShare);
    if (!(zipf >= 0 && zipf <= MAX_ZIPF)) {
      throw new IllegalArgumentException(
          "zipf is " + zipf + ", must be 0 (all alike) to " + MAX_ZIPF + ", such as 1");
    }
  }

  FaultPlan plan(long deviceSeed) {
    return new FaultPlan(deviceSeed, faultShare, faultKinds, faultFor.toMillis());
  }

  /** Whether devices may have that fault. */
  boolean has(Fault fault) {
    return faultShare > 0 && faultKinds.contains(fault);
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          name + " is " + share + ", must be 0 (off) to 1, such as 0.05 for one in twenty");
    }
  }
}
