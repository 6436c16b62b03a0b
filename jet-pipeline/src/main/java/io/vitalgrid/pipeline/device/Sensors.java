package io.vitalgrid.pipeline.device;

import io.vitalgrid.grid.Vital;
import java.util.Arrays;

/**
 * What is remembered of each sensor of a device: the last readings, how far a reading usually is
 * from its neighbours, how long a value usually stays. Readings must come in the order of event
 * time.
 *
 * <p><b>Outliers.</b> The residual of a reading is its distance to the median of itself and its two
 * neighbours (Tukey's running median): 0 on any slope, however steep, and at a step; large only
 * where the value turns back. A patient who deteriorates makes slopes; a loose contact makes
 * residuals. One is large if it exceeds a factor times the usual one, which counts as no less than
 * the floor, and is not the top of a hill (the reading before went the same way, by a quarter or
 * more); from half of that factor on it is raised. The usual one is an exponential mean over 64
 * readings, to which raised ones add a sixteenth, so that a fault does not become usual in a
 * minute, but a sensor's character does in an hour. A large one and three raised ones among the
 * last 8 are a noise burst; a large one, with at most one other raised among the last 16 and none
 * among the last 8, is a spike.
 *
 * <p><b>Stuck.</b> A run is how often a value (or the whole reading) repeats. The usual run is the
 * one that a reading taken at random lies in (exponential mean over 128 readings), so the few long
 * runs of a calm patient weigh more than the many short ones in between. The whole reading is stuck
 * at the limit times its usual run, a single sensor at three times that.
 *
 * <pre>
 * 82 84 83 141 84 82      residual of 141: 141 - 84 = 57
 * 82 95 108 121 134       residuals 0: the patient's pulse rises
 * </pre>
 */
final class Sensors {
  static final int NO_SENSOR = -1;

  private static final int N = Vital.COUNT;

  /** Residuals below these times the factor are never outliers, in each vital's unit. */
  private static final float[] FLOORS = {2, 1.5f, 1, 0.15f, 3, 3, 0.25f};

  private static final int READINGS_TO_LEARN = 32;
  private static final int RUNS_TO_LEARN = 4;
  private static final int RUNS_TO_LEARN_SENSOR = 16;
  private static final int READINGS_TO_LEARN_SENSOR = 256;

  /** A single sensor may stay for so much longer than a whole reading. */
  private static final int SENSOR_PATIENCE = 3;

  private static final float RESIDUAL_WEIGHT = 1 / 64f;
  private static final float RUN_WEIGHT = 1 / 128f;
  private static final float CLIP = 3;
  private static final int BURST = 3;
  private static final int RECENT = 0xFF;
  private static final int HISTORY = 0xFFFF;
  private static final int ARMED = 16;

  // Sections of numbers.
  private static final int LAST = 0;
  private static final int BEFORE = N;
  private static final int EARLIER = 2 * N;
  private static final int RESIDUAL = 3 * N;
  private static final int USUAL_RUN = 4 * N;

  // Sections of counts.
  private static final int LARGE = 0; // bit i: whether the residual i readings ago was large
  private static final int RAISED = N; // the same for raised ones
  private static final int RUN = 2 * N;
  private static final int RUNS = 3 * N;
  private static final int PRESENCE = 4 * N; // in a row; below 0: readings that lacked it

  private final float[] numbers = new float[5 * N];
  private final short[] counts = new short[5 * N];
  private float usualRun = 1;
  private int run;
  private short runs;
  private short readings;

  Sensors() {
    Arrays.fill(numbers, LAST, RESIDUAL, Float.NaN);
    System.arraycopy(FLOORS, 0, numbers, RESIDUAL, N);
    Arrays.fill(numbers, USUAL_RUN, 5 * N, 1);
  }

  /** Takes the next reading: one value for each vital, NaN where absent. */
  void add(double[] values, DevicePolicy policy) {
    readings = (short) Math.min(readings + 1, Short.MAX_VALUE);
    int present = 0;
    int repeated = 0;
    for (int v = 0; v < N; v++) {
      float value = (float) values[v];
      if (Float.isNaN(value)) {
        lacks(v);
        continue;
      }
      present++;
      counts[PRESENCE + v] =
          (short) (counts[PRESENCE + v] < 0 ? ARMED : Math.min(ARMED, counts[PRESENCE + v] + 1));
      if (value == numbers[LAST + v]) {
        repeated++;
        counts[RUN + v] = (short) Math.min(counts[RUN + v] + 1, Short.MAX_VALUE);
      } else {
        endRun(v, policy);
      }
      residual(v, value, policy);
    }
    if (present > 0) {
      whole(present > 1 && repeated == present, policy);
    }
  }

  private void lacks(int v) {
    short presence = counts[PRESENCE + v];
    if (presence == ARMED) {
      counts[PRESENCE + v] = -1;
    } else if (presence < 0) {
      counts[PRESENCE + v] = (short) Math.max(presence - 1, Short.MIN_VALUE);
    } else {
      counts[PRESENCE + v] = 0;
    }
  }

  private void endRun(int v, DevicePolicy policy) {
    if (counts[RUN + v] > 0) {
      int usual = USUAL_RUN + v;
      numbers[usual] = usualRun(numbers[usual], counts[RUN + v], policy);
      counts[RUNS + v] = (short) Math.min(counts[RUNS + v] + 1, Short.MAX_VALUE);
    }
    counts[RUN + v] = 1;
  }

  private void whole(boolean repeated, DevicePolicy policy) {
    if (repeated) {
      run++;
      return;
    }
    if (run > 0) {
      usualRun = usualRun(usualRun, run, policy);
      runs = (short) Math.min(runs + 1, Short.MAX_VALUE);
    }
    run = 1;
  }

  /** A run beyond the limit is a fault's, and is clipped so as not to become usual. */
  private static float usualRun(float before, int run, DevicePolicy policy) {
    float length = Math.min(run, 2 * before + policy.stuckReadings());
    return before + (length - before) * Math.min(0.5f, length * RUN_WEIGHT);
  }

  private void residual(int v, float value, DevicePolicy policy) {
    float middle = numbers[LAST + v];
    float first = numbers[BEFORE + v];
    float earlier = numbers[EARLIER + v];
    numbers[EARLIER + v] = first;
    numbers[BEFORE + v] = middle;
    numbers[LAST + v] = value;
    if (Float.isNaN(first)) {
      return;
    }
    float up = middle - first;
    float down = middle - value;
    float residual = up * down > 0 ? Math.min(Math.abs(up), Math.abs(down)) : 0;
    boolean climbed = (first - earlier) * up > up * up / 4; // false if there is none earlier
    float usual = Math.max(FLOORS[v], numbers[RESIDUAL + v]);
    double limit = isLearned() ? policy.outlierFactor() * usual : Double.POSITIVE_INFINITY;
    push(LARGE + v, residual > limit && !climbed);
    push(RAISED + v, residual > limit / 2);
    float weight = residual > limit / 2 ? RESIDUAL_WEIGHT / 16 : RESIDUAL_WEIGHT;
    numbers[RESIDUAL + v] += (Math.min(residual, CLIP * usual) - numbers[RESIDUAL + v]) * weight;
  }

  private void push(int at, boolean bit) {
    counts[at] = (short) (counts[at] << 1 | (bit ? 1 : 0));
  }

  /** Whether there is enough to say that nothing is wrong. */
  boolean isLearned() {
    return readings > READINGS_TO_LEARN;
  }

  float last(int v) {
    return numbers[LAST + v];
  }

  int run(int v) {
    return v == NO_SENSOR ? run : counts[RUN + v];
  }

  /** Whether the whole reading repeats. */
  boolean isWholeStuck(DevicePolicy policy) {
    return runs >= RUNS_TO_LEARN && run >= policy.stuckReadings() * usualRun;
  }

  /** The sensor whose value repeats, or {@link #NO_SENSOR}; a patient's value may be 0 for good. */
  int stuckSensor(DevicePolicy policy) {
    if (readings < READINGS_TO_LEARN_SENSOR) {
      return NO_SENSOR;
    }
    for (int v = 0; v < N; v++) {
      if (counts[RUNS + v] >= RUNS_TO_LEARN_SENSOR
          && numbers[LAST + v] != 0
          && counts[RUN + v] >= SENSOR_PATIENCE * policy.stuckReadings() * numbers[USUAL_RUN + v]) {
        return v;
      }
    }
    return NO_SENSOR;
  }

  /** The sensor with a noise burst, or {@link #NO_SENSOR}. */
  int noisySensor(boolean wasNoisy) {
    for (int v = 0; v < N; v++) {
      if (counts[LARGE + v] != 0
          && (wasNoisy || Integer.bitCount(counts[RAISED + v] & RECENT) >= BURST)) {
        return v;
      }
    }
    return NO_SENSOR;
  }

  /** The sensor with a spike among its last 16 readings, or {@link #NO_SENSOR}. */
  int spikedSensor(boolean hadSpike) {
    for (int v = 0; v < N; v++) {
      int raised = counts[RAISED + v] & HISTORY;
      if (counts[LARGE + v] != 0
          && (hadSpike || ((raised & RECENT) == 0 && Integer.bitCount(raised) < BURST))) {
        return v;
      }
    }
    return NO_SENSOR;
  }

  /** The sensor that has stopped to deliver, or {@link #NO_SENSOR}. */
  int missingSensor(DevicePolicy policy) {
    for (int v = 0; v < N; v++) {
      if (counts[PRESENCE + v] <= -policy.missingReadings()) {
        return v;
      }
    }
    return NO_SENSOR;
  }
}
