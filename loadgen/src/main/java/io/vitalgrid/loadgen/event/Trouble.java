package io.vitalgrid.loadgen.event;

import java.time.Duration;

/**
 * What is wrong with devices, and how unevenly they send. Shares are of the devices, 0 (off) to 1.
 *
 * @param skewShare devices whose clock is wrong, one half ahead, the other half behind
 * @param skewBy by how much
 * @param silentShare devices that are silent at any time; each time for a minute
 * @param faultShare devices that are faulty at any time; each time for a minute: a stuck reading, a
 *     sensor that is missing, or leads that fell off (heart rate and oxygen saturation 0), in turn
 * @param zipf how much of the load the first patients draw: 0 is all alike, at 1 the second has
 *     half as many events as the first, the third a third
 */
public record Trouble(
    double skewShare, DelayRange skewBy, double silentShare, double faultShare, double zipf) {
  private static final double MAX_ZIPF = 3;

  public static final Trouble NONE =
      new Trouble(0, new DelayRange(Duration.ofSeconds(1), Duration.ofSeconds(4)), 0, 0, 0);

  public Trouble {
    checkShare("skew-share", skewShare);
    checkShare("silent-share", silentShare);
    checkShare("fault-share", faultShare);
    if (!(zipf >= 0 && zipf <= MAX_ZIPF)) {
      throw new IllegalArgumentException(
          "zipf is " + zipf + ", must be 0 (all alike) to " + MAX_ZIPF + ", such as 1");
    }
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          name + " is " + share + ", must be 0 (off) to 1, such as 0.05 for one in twenty");
    }
  }
}
