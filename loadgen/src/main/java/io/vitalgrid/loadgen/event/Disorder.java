package io.vitalgrid.loadgen.event;

import java.time.Duration;
import java.util.List;

/**
 * The dials of disorder. A share is the part of all events after the admissions, 0 (off) to 1;
 * together they must not exceed 1, for an event is of one kind only.
 *
 * @param outOfOrderSpread out-of-order events are dated up to this much before their send time
 * @param lateBy late events are dated so much before their send time
 * @param tooLateBy the same for those that no window must take any more
 * @param bad records that must be rejected
 * @param badKinds the kinds that they have in turn; a kind that stands twice is twice as frequent
 * @param discharge patients that leave; each is admitted again at its next turn
 */
public record Disorder(
    double outOfOrder,
    Duration outOfOrderSpread,
    double late,
    DelayRange lateBy,
    double tooLate,
    DelayRange tooLateBy,
    double duplicate,
    double bad,
    List<Kind> badKinds,
    double discharge) {

  /** Every dial at 0: events in order, each one good and once. */
  public static final Disorder NONE =
      new Disorder(
          0, Duration.ofSeconds(2), 0, seconds(7, 20), 0, seconds(60, 120), 0, 0, Kind.BAD, 0);

  /** Refuses shares that are none, or too many of them. */
  public Disorder {
    checkShare("out-of-order-share", outOfOrder);
    checkShare("late-share", late);
    checkShare("too-late-share", tooLate);
    checkShare("duplicate-share", duplicate);
    checkShare("bad-share", bad);
    checkShare("discharge-share", discharge);
    double sum = outOfOrder + late + tooLate + duplicate + bad + discharge;
    if (sum > 1) {
      throw new IllegalArgumentException(
          "the shares add up to "
              + sum
              + ", must be at most 1: lower one of out-of-order, late,"
              + " too-late, duplicate, bad, discharge");
    }
    badKinds = List.copyOf(badKinds);
    if (badKinds.isEmpty() || !badKinds.stream().allMatch(Kind::isBad)) {
      throw new IllegalArgumentException(
          "bad-kinds is empty or names a good kind, must be of "
              + Kind.BAD.stream().map(Kind::reason).toList());
    }
    if (outOfOrderSpread.toMillis() < 1) {
      throw new IllegalArgumentException(
          "out-of-order-spread is "
              + outOfOrderSpread.toNanos()
              + " ns, must be at least 1ms, such"
              + " as 2s; to switch disorder off, set out-of-order-share to 0");
    }
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          name + " is " + share + ", must be 0 (off) to 1, such as 0.01 for one in a hundred");
    }
  }

  private static DelayRange seconds(int min, int max) {
    return new DelayRange(Duration.ofSeconds(min), Duration.ofSeconds(max));
  }

  /**
   * The kind that a uniform number in [0, 1) stands for; {@code badKind} is the one whose turn it
   * is.
   */
  Kind kind(double unit, Kind badKind) {
    double rest = unit;
    if ((rest -= outOfOrder) < 0) {
      return Kind.OUT_OF_ORDER;
    }
    if ((rest -= late) < 0) {
      return Kind.LATE;
    }
    if ((rest -= tooLate) < 0) {
      return Kind.TOO_LATE;
    }
    if ((rest -= duplicate) < 0) {
      return Kind.DUPLICATE;
    }
    if ((rest -= bad) < 0) {
      return badKind;
    }
    return rest < discharge ? Kind.DISCHARGE : Kind.IN_ORDER;
  }
}
