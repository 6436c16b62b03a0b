package io.vitalgrid.pipeline.window;

/**
 * Mean, variance and slope in double-double arithmetic (about 31 digits): sums of powers of the
 * values less the first one, with Knuth's two-sum and a fused multiply-add for the errors.
 */
final class ExactFigures {
  private final DoubleDouble sum = new DoubleDouble();
  private final DoubleDouble squares = new DoubleDouble();
  private final DoubleDouble times = new DoubleDouble();
  private final DoubleDouble timeSquares = new DoubleDouble();
  private final DoubleDouble products = new DoubleDouble();
  private double n;
  private long firstTimeMs;
  private double firstValue;

  void add(long timeMs, double value) {
    if (n == 0) {
      firstTimeMs = timeMs;
      firstValue = value;
    }
    n++;
    double time = (double) (timeMs - firstTimeMs);
    double high = value - firstValue;
    double part = high - value;
    double low = (value - (high - part)) + (-firstValue - part);
    sum.add(high, low);
    times.add(time, 0);
    squares.addProduct(high, high);
    squares.addProduct(2 * high, low);
    timeSquares.addProduct(time, time);
    products.addProduct(time, high);
    products.addProduct(time, low);
  }

  double mean() {
    return firstValue + (sum.high / n + sum.low / n);
  }

  double deviation() {
    return Math.sqrt(centred(squares, sum, sum) / n);
  }

  /** Standard deviation of the times, in ms. */
  double timeDeviation() {
    return Math.sqrt(centred(timeSquares, times, times) / n);
  }

  double meanTime() {
    return firstTimeMs + times.high / n;
  }

  double slopePerMinute() {
    return centred(products, times, sum) / centred(timeSquares, times, times) * 60_000;
  }

  /** Sum of products less the product of the sums by n. */
  private double centred(DoubleDouble sumOfProducts, DoubleDouble a, DoubleDouble b) {
    DoubleDouble scaled = sumOfProducts.times(n);
    DoubleDouble product = a.times(b.high);
    product.add(a.high * b.low, 0);
    scaled.add(-product.high, -product.low);
    return scaled.high / n;
  }

  private static final class DoubleDouble {
    private double high;
    private double low;

    void addProduct(double a, double b) {
      double product = a * b;
      add(product, Math.fma(a, b, -product));
    }

    void add(double otherHigh, double otherLow) {
      double s = high + otherHigh;
      double part = s - high;
      double error = (high - (s - part)) + (otherHigh - part) + low + otherLow;
      high = s + error;
      low = error - (high - s);
    }

    DoubleDouble times(double factor) {
      DoubleDouble result = new DoubleDouble();
      result.addProduct(high, factor);
      result.addProduct(low, factor);
      return result;
    }
  }
}
