package io.vitalgrid.loadgen.device;

/**
 * SplitMix64 [1]: turns seeds and counters into well-spread bits. Written out here because the same
 * seed must give the same events on every JDK.
 *
 * <p>[1] Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
 */
public final class Mix {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** 64 well-spread bits of a seed and a counter. */
  public static long bits(long seed, long counter) {
    long z = seed + (counter + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  public static double unit(long seed, long counter) {
    return (bits(seed, counter) >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  public static double between(double low, double high, long seed, long counter) {
    return low + (high - low) * unit(seed, counter);
  }
}
