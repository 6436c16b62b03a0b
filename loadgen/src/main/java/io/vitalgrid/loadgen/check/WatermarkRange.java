package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.event.GridTerms;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Between which values the system's watermark was when it met an event.
 *
 * <p>The watermark is the lowest, over the partitions, of the highest event time read, minus the
 * lag. Within one partition the order of reading is known; how far the others had been read is not.
 * So they are taken to have been read up to {@code tolerance} earlier or later than the event was
 * sent:
 *
 * <pre>
 * highest(t)  the highest over the events sent to a partition up to t
 * low(t)      min over partitions of highest(t - tolerance) - lag, rounded down to a step
 * high(t)     min over partitions of highest(t + tolerance) - lag
 * </pre>
 *
 * <p>A partition that may not have been read at all does not hold {@code high} back, and makes
 * {@code low} unknown; one without events for half the idle timeout does not hold {@code high} back
 * either. Computed in steps of 100 ms of send time.
 */
final class WatermarkRange {
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final long BUCKET_MS = 100;
  private static final long ONE_SECOND_MS = 1000;

  private final GridTerms terms;
  private final long firstMs;
  private final long stepMs;
  private final long[] low;
  private final long[] high;
  private final long finalMs;

  /**
   * Goes through what was sent.
   *
   * @param partitionOf the partition of each patient
   * @param toleranceMs how far out of step the partitions may have been read
   */
  WatermarkRange(
      Ledger ledger, int[] partitionOf, int partitions, GridTerms terms, long toleranceMs) {
    this.terms = terms;
    stepMs =
        gcd(gcd(terms.windowSlide().toMillis(), terms.latenessAllowed().toMillis()), ONE_SECOND_MS);
    firstMs = ledger.size() == 0 ? 0 : ledger.intendedMs(0);
    int buckets =
        ledger.size() == 0
            ? 1
            : bucket(ledger.intendedMs(ledger.size() - 1), Integer.MAX_VALUE) + 1;
    long[][] highest = new long[partitions][buckets];
    long[][] lastSent = new long[partitions][buckets];
    for (int p = 0; p < partitions; p++) {
      Arrays.fill(highest[p], UNKNOWN);
      Arrays.fill(lastSent[p], UNKNOWN);
    }
    for (int i = 0; i < ledger.size(); i++) {
      if (!ledger.kind(i).isBad()) {
        int p = partitionOf[ledger.patient(i)];
        int b = bucket(ledger.intendedMs(i), buckets);
        highest[p][b] = Math.max(highest[p][b], ledger.timeMs(i));
        lastSent[p][b] = ledger.intendedMs(i);
      }
    }
    for (int p = 0; p < partitions; p++) {
      for (int b = 1; b < buckets; b++) {
        highest[p][b] = Math.max(highest[p][b], highest[p][b - 1]);
        lastSent[p][b] = Math.max(lastSent[p][b], lastSent[p][b - 1]);
      }
    }
    int tolerance = (int) (toleranceMs / BUCKET_MS);
    low = new long[buckets];
    high = new long[buckets];
    for (int b = 0; b < buckets; b++) {
      low[b] = Math.max(b == 0 ? UNKNOWN : low[b - 1], low(highest, b, tolerance));
      high[b] = Math.max(b == 0 ? UNKNOWN : high[b - 1], high(highest, lastSent, b, tolerance));
    }
    finalMs = low(highest, buckets - 1, 0);
  }

  private static long gcd(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact();
  }

  private int bucket(long intendedMs, int buckets) {
    return (int) Math.min(Math.max(0, intendedMs - firstMs) / BUCKET_MS, buckets - 1);
  }

  private long low(long[][] highest, int b, int tolerance) {
    long lowest = Long.MAX_VALUE;
    for (long[] partition : highest) {
      if (partition[Math.min(partition.length - 1, b + tolerance)] != UNKNOWN) {
        lowest = Math.min(lowest, b < tolerance ? UNKNOWN : partition[b - tolerance]);
      }
    }
    if (lowest == UNKNOWN || lowest == Long.MAX_VALUE) {
      return UNKNOWN;
    }
    return Math.floorDiv(lowest - terms.watermarkLag().toMillis(), stepMs) * stepMs;
  }

  private long high(long[][] highest, long[][] lastSent, int b, int tolerance) {
    long lowest = Long.MAX_VALUE;
    long newest = UNKNOWN;
    long activeFromMs = firstMs + b * BUCKET_MS - terms.idleTimeout().toMillis() / 2;
    for (int p = 0; p < highest.length; p++) {
      long upTo = highest[p][Math.min(highest[p].length - 1, b + tolerance)];
      newest = Math.max(newest, upTo);
      boolean surelyRead = b >= tolerance && highest[p][b - tolerance] != UNKNOWN;
      if (surelyRead && lastSent[p][b] >= activeFromMs) {
        lowest = Math.min(lowest, upTo);
      }
    }
    if (newest == UNKNOWN) {
      return UNKNOWN;
    }
    if (lowest == Long.MAX_VALUE) {
      // At first, any one partition may be the only one that was read; after a silence all settles.
      long slideMs = terms.windowSlide().toMillis();
      return b < tolerance
          ? newest - terms.watermarkLag().toMillis()
          : Math.floorDiv(newest, slideMs) * slideMs + slideMs;
    }
    return lowest - terms.watermarkLag().toMillis();
  }

  /** The watermark was not below this; {@link #UNKNOWN} if there may have been none. */
  long lowMs(long intendedMs) {
    return low[bucket(intendedMs, low.length)];
  }

  /** The watermark was not above this. */
  long highMs(long intendedMs) {
    return high[bucket(intendedMs, high.length)];
  }

  /** Where it stands when everything has been read. */
  long finalMs() {
    return finalMs;
  }
}
