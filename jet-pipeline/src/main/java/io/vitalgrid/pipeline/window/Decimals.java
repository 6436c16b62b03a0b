package io.vitalgrid.pipeline.window;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/**
 * Deviations of readings from a patient's pivot, in thousandths.
 *
 * <p>Devices send decimals of few digits. Those of up to three become whole numbers of thousandths,
 * so that sums of them, and of their squares and products with ms, are exact below 2<sup>53</sup>,
 * come out the same in any order, and take few bytes. Other values deviate by a fraction, as
 * exactly as a double can say it.
 *
 * <pre>
 * pivot 36.8, value 36.9      deviation  100
 * pivot 36.8, value 36.8123   deviation   12.3 (about)
 * </pre>
 */
final class Decimals {
  static final double PER_ONE = 1000;

  private Decimals() {}

  static double deviation(double value, double pivot) {
    double v = Math.rint(value * PER_ONE);
    double p = Math.rint(pivot * PER_ONE);
    return v / PER_ONE == value && p / PER_ONE == pivot ? v - p : (value - pivot) * PER_ONE;
  }

  /** The value that deviates by so much; exact for decimals. */
  static double value(double deviation, double pivot) {
    double p = Math.rint(pivot * PER_ONE);
    return p / PER_ONE == pivot ? (p + deviation) / PER_ONE : pivot + deviation / PER_ONE;
  }

  /** Writes a value so that it is read back bit for bit: a decimal in two bytes or three. */
  static void write(PackedOutput out, double value, double pivot) {
    double deviation = deviation(value, pivot);
    if (value(deviation, pivot) == value && deviation == Math.rint(deviation)) {
      out.writeNumber(deviation);
    } else {
      out.writeDouble(value);
    }
  }

  static double read(PackedInput in, double pivot) {
    double number = in.readNumber();
    return in.isWhole() ? value(number, pivot) : number;
  }
}
