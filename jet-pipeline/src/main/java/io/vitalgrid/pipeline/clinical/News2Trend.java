package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/**
 * How much a patient's score is above its mean of the period before: four numbers a patient, and
 * one noisy reading moves a mean but little.
 *
 * <pre>
 * period 30 min
 *   10:00 - 10:30   scores 1, 1, 2, 2        mean 1.5
 *   10:40           score 5                  rise 3.5
 *   11:10           score 5, mean of 10:30 - 11:00 was 4.2: rise 0.8
 * </pre>
 *
 * <p>Only scores of the same parameters are compared: one that goes missing, or comes, makes a
 * score lower or higher without the patient being better or worse. Then the trend begins anew.
 */
public final class News2Trend {
  /** There is nothing to compare with. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int UNKNOWN = -1;

  private long period = Long.MIN_VALUE;
  private int missing;
  private long sum;
  private long count;
  private int tenthsBefore = UNKNOWN;

  public void clear() {
    period = Long.MIN_VALUE;
    begin();
    tenthsBefore = UNKNOWN;
  }

  private void begin() {
    sum = 0;
    count = 0;
  }

  /**
   * Takes note of a score.
   *
   * @param nowMs event time of the score, epoch ms; an older one than before counts in the period
   *     of that
   * @return the rise in tenths of a point, or {@link #NONE}
   */
  public int add(int score, long nowMs, long periodMs) {
    if (score == News2.NONE) {
      return NONE;
    }
    if (News2.missing(score) != missing) {
      clear();
      missing = News2.missing(score);
    }
    long now = Math.floorDiv(nowMs, periodMs);
    if (now > period) {
      tenthsBefore = now - 1 == period && count > 0 ? (int) (10 * sum / count) : UNKNOWN;
      period = now;
      begin();
    }
    sum += News2.total(score);
    count++;
    return rise(score);
  }

  /** The rise of a score that was noted last, in tenths of a point, or {@link #NONE}. */
  public int rise(int score) {
    return tenthsBefore == UNKNOWN || score == News2.NONE
        ? NONE
        : 10 * News2.total(score) - tenthsBefore;
  }

  public void writeTo(PackedOutput out) {
    out.writeLong(period);
    out.writeVarint(missing);
    out.writeVarint(sum);
    out.writeVarint(count);
    out.writeSigned(tenthsBefore);
  }

  /** The trend that was written. */
  public static News2Trend readFrom(PackedInput in) {
    News2Trend trend = new News2Trend();
    trend.period = in.readLong();
    trend.missing = in.readCount();
    trend.sum = in.readVarint();
    trend.count = in.readVarint();
    trend.tenthsBefore = (int) in.readSigned();
    return trend;
  }
}
