package io.vitalgrid.pipeline.event;

/**
 * The two observations of a vitals event that are no measurements, packed into an int: supplemental
 * oxygen (0 absent, 1 no, 2 yes) in bits 0-1, consciousness (0 absent, 1-5 for A, C, V, P, U) in
 * bits 2-4.
 */
public final class Observations {
  public static final int NONE = 0;

  private static final String LEVELS = "ACVPU";

  private Observations() {}

  public static int withOxygen(int observations, boolean supplemental) {
    return (observations & ~0b11) | (supplemental ? 2 : 1);
  }

  /**
   * @return the observations with the level, or -1 if the letter is not one of A, C, V, P, U
   */
  public static int withConsciousness(int observations, char letter) {
    int index = LEVELS.indexOf(letter);
    return index < 0 ? -1 : (observations & 0b11) | (index + 1) << 2;
  }

  public static int oxygenCode(int observations) {
    return observations & 0b11;
  }

  public static int consciousnessCode(int observations) {
    return observations >>> 2;
  }

  public static int pack(int oxygenCode, int consciousnessCode) {
    return oxygenCode | consciousnessCode << 2;
  }

  /** Whether supplemental oxygen is given; false too where nothing is known. */
  public static boolean isOxygen(int observations) {
    return oxygenCode(observations) == 2;
  }

  public static boolean hasOxygen(int observations) {
    return oxygenCode(observations) != 0;
  }

  public static boolean hasConsciousness(int observations) {
    return consciousnessCode(observations) != 0;
  }

  /** The ACVPU letter; only where there is one. */
  public static char consciousness(int observations) {
    return LEVELS.charAt(consciousnessCode(observations) - 1);
  }
}
