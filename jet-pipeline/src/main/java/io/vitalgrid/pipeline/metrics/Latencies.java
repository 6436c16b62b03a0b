package io.vitalgrid.pipeline.metrics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * End-to-end latencies of one member. Any thread records, without a lock; one at a time takes.
 *
 * <p>Histograms count in ms and keep two and more significant digits up to a day; the encoded form
 * has a few hundred bytes, and those of several members add up.
 */
public final class Latencies {
  private static final long MAX_MS = TimeUnit.HOURS.toMillis(24);
  private static final int DIGITS = 3;

  private final Recorder recorder = new Recorder(MAX_MS, DIGITS);
  private final Histogram total = new Histogram(MAX_MS, DIGITS); // guarded by this

  /**
   * What was measured.
   *
   * @param interval since the take before, ms
   * @param total since the member started, ms
   */
  public record Taken(Histogram interval, Histogram total) {}

  void record(long latencyMs, int times) {
    recorder.recordValueWithCount(Math.min(MAX_MS, Math.max(0, latencyMs)), times);
  }

  /** Ends an interval. */
  public synchronized Taken take() {
    Histogram interval = recorder.getIntervalHistogram();
    total.add(interval);
    return new Taken(interval, total());
  }

  /** All until the last interval ended. */
  synchronized Histogram total() {
    return total.copy();
  }

  /** An empty histogram of this kind. */
  public static Histogram empty() {
    return new Histogram(MAX_MS, DIGITS);
  }

  /** The histogram as bytes, for table {@code members}. */
  public static byte[] encode(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Arrays.copyOf(buffer.array(), length);
  }

  /**
   * The histogram of {@link #encode}'s bytes.
   *
   * @throws IllegalArgumentException if they are not such
   */
  public static Histogram decode(byte[] bytes) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), MAX_MS);
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(
          "a latency histogram of " + bytes.length + " bytes cannot be decoded: not one of ours",
          e);
    }
  }
}
