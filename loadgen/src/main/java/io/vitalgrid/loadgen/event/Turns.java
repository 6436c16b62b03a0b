package io.vitalgrid.loadgen.event;

import java.util.Arrays;

/**
 * Whose turn it is. Without a Zipf exponent the patients take turns; with one, patient {@code r}
 * (from 1) is drawn with a weight of {@code 1 / r^exponent} among those admitted.
 */
final class Turns {
  private final double[] cumulative; // null: in turn
  private int turn;

  Turns(int patients, double exponent) {
    if (exponent == 0) {
      cumulative = null;
      return;
    }
    cumulative = new double[patients];
    double sum = 0;
    for (int i = 0; i < patients; i++) {
      sum += Math.pow(i + 1, -exponent);
      cumulative[i] = sum;
    }
  }

  boolean isRandom() {
    return cumulative != null;
  }

  int next(int admitted) {
    turn = turn + 1 < admitted ? turn + 1 : 0;
    return turn;
  }

  /**
   * A random turn.
   *
   * @param unit uniform in [0, 1)
   */
  int draw(int admitted, double unit) {
    int at = Arrays.binarySearch(cumulative, 0, admitted, unit * cumulative[admitted - 1]);
    return Math.min(admitted - 1, at < 0 ? -at - 1 : at);
  }
}
