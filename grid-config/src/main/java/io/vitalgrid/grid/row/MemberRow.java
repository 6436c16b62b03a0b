package io.vitalgrid.grid.row;

import io.vitalgrid.grid.Counter;

/** What one member says of itself, every second or so. */
public final class MemberRow {
  private final String address;
  private final long[] counters;
  private final long watermarkMs;
  private final double p50Ms;
  private final double p99Ms;
  private final double maxMs;
  private final byte[] latencyHistogram;
  private final long updatedAtMs;

  /**
   * What a member says.
   *
   * @param address host:port
   * @param counters since the member started, by ordinal of {@link Counter}
   * @param watermarkMs epoch ms, {@link Times#NONE} before the first
   * @param p50Ms median latency of the last second, ms, NaN without a prediction in it
   * @param p99Ms 99th percentile of the same
   * @param maxMs longest of the same
   * @param latencyHistogram since the member started, encoded; no SQL column
   * @param updatedAtMs epoch ms
   */
  public MemberRow(
      String address,
      long[] counters,
      long watermarkMs,
      double p50Ms,
      double p99Ms,
      double maxMs,
      byte[] latencyHistogram,
      long updatedAtMs) {
    if (counters.length != Counter.COUNT) {
      throw new IllegalArgumentException(
          "counters has "
              + counters.length
              + " elements, but must have one for each of "
              + Counter.COUNT
              + " counters");
    }
    this.address = address;
    this.counters = counters;
    this.watermarkMs = watermarkMs;
    this.p50Ms = p50Ms;
    this.p99Ms = p99Ms;
    this.maxMs = maxMs;
    this.latencyHistogram = latencyHistogram;
    this.updatedAtMs = updatedAtMs;
  }

  public String address() {
    return address;
  }

  public long[] counters() {
    return counters;
  }

  public long counter(Counter counter) {
    return counters[counter.index()];
  }

  public long watermarkMs() {
    return watermarkMs;
  }

  public double p50Ms() {
    return p50Ms;
  }

  public double p99Ms() {
    return p99Ms;
  }

  public double maxMs() {
    return maxMs;
  }

  public byte[] latencyHistogram() {
    return latencyHistogram;
  }

  public long updatedAtMs() {
    return updatedAtMs;
  }

  @Override
  public String toString() {
    return "MemberRow[address=" + address + ", updatedAtMs=" + updatedAtMs + "]";
  }
}
