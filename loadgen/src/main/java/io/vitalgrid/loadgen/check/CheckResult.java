package io.vitalgrid.loadgen.check;

import java.util.List;

/**
 * What came out against what had to.
 *
 * @param rows each thing that was counted
 * @param differences the first of them, for people
 * @param differenceCount all of them
 * @param lost events that were sent and of which nothing came out, or that a window lacks
 * @param undecided what could not be known exactly: how it comes out depends on which of two
 *     records of different partitions the system reads first
 */
public record CheckResult(
    List<Row> rows,
    List<String> differences,
    long differenceCount,
    long lost,
    List<String> undecided) {

  /**
   * One count.
   *
   * @param lowest what had to come, at least
   * @param highest what had to come, at most; the same where it is known exactly
   * @param actual what came
   */
  public record Row(String what, long lowest, long highest, long actual) {
    public boolean isEqual() {
      return lowest <= actual && actual <= highest;
    }

    /** Such as {@code 12} or {@code 12..14}. */
    public String expected() {
      return lowest == highest ? "%,d".formatted(lowest) : "%,d..%,d".formatted(lowest, highest);
    }
  }

  public boolean isExact() {
    return differenceCount == 0;
  }
}
