package io.vitalgrid.loadgen.device;

/**
 * Smooth noise over time: random values in [-1, 1] on a grid of one period, blended in between. So
 * readings close in time are alike, far ones independent, and the mean is zero.
 */
final class Noise {
  private Noise() {}

  static double at(long timeMs, long periodMs, long seed) {
    long cell = Math.floorDiv(timeMs, periodMs);
    double x = (double) Math.floorMod(timeMs, periodMs) / periodMs;
    double left = 2 * Mix.unit(seed, cell) - 1;
    double right = 2 * Mix.unit(seed, cell + 1) - 1;
    return left + (right - left) * x * x * (3 - 2 * x);
  }
}
