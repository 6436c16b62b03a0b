package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The conservation law of a run: nothing vanishes.
 *
 * <pre>
 * records in the topic = records read, each counted once
 * records read         = reached a pane + updated a profile + discharges
 *                        + duplicates + too late + rejected + replayed
 * </pre>
 *
 * <p>A record is replayed if a restart of the job had it read again although it was applied before.
 *
 * @param before records that the topic held before the run
 * @param acknowledged records that the broker acknowledged in the run
 * @param counts of every counter
 */
record Conservation(long before, long acknowledged, Map<Counter, Long> counts) {
  private static final List<Counter> REJECTED =
      List.of(
          Counter.REJECTED_MALFORMED_JSON,
          Counter.REJECTED_UNKNOWN_TYPE,
          Counter.REJECTED_MISSING_FIELD,
          Counter.REJECTED_OUT_OF_RANGE,
          Counter.REJECTED_FUTURE_EVENT_TIME);

  static long rejected(Map<Counter, Long> counts) {
    return REJECTED.stream().mapToLong(counts::get).sum();
  }

  private long count(Counter counter) {
    return counts.get(counter);
  }

  /** Records that had to be read. */
  long due() {
    return before + acknowledged;
  }

  /** Records that were read, each counted once. */
  long readOnce() {
    return count(Counter.RECORDS_READ) - count(Counter.REPLAYED);
  }

  /** Records of which it is known what became of them. */
  long accounted() {
    return count(Counter.ON_TIME)
        + count(Counter.LATE)
        + count(Counter.PARTLY_TOO_LATE)
        + count(Counter.PROFILE_UPDATES)
        + count(Counter.DISCHARGES)
        + count(Counter.DUPLICATE)
        + count(Counter.TOO_LATE)
        + rejected(counts);
  }

  /** Records that are in the topic and of which nothing is known; never less than 0. */
  long lost() {
    return Math.max(0, due() - Math.min(readOnce(), accounted()));
  }

  boolean holds() {
    return readOnce() == due() && accounted() == readOnce();
  }

  /** Both sides, line by line. */
  List<List<String>> table() {
    List<List<String>> rows = new ArrayList<>();
    if (before > 0) {
      rows.add(row("in the topic before", before));
    }
    rows.add(row("acknowledged by the broker", acknowledged));
    if (count(Counter.REPLAYED) > 0) {
      rows.add(row("read, replays included", count(Counter.RECORDS_READ)));
      rows.add(row("replayed after a restart", count(Counter.REPLAYED)));
    }
    rows.add(row("read, each counted once", readOnce(), verdict(readOnce(), due())));
    rows.add(row("", ""));
    rows.add(row("reached panes, on time", count(Counter.ON_TIME)));
    rows.add(row("reached panes, late", count(Counter.LATE)));
    rows.add(row("reached panes, for others too late", count(Counter.PARTLY_TOO_LATE)));
    rows.add(row("updated a profile", count(Counter.PROFILE_UPDATES)));
    rows.add(row("discharges", count(Counter.DISCHARGES)));
    rows.add(row("duplicates", count(Counter.DUPLICATE)));
    rows.add(row("too late", count(Counter.TOO_LATE)));
    for (Counter reason : REJECTED) {
      rows.add(row(reason.columnName().replaceFirst("_", ": "), count(reason)));
    }
    rows.add(row("accounted for", accounted(), verdict(accounted(), readOnce())));
    return rows;
  }

  private static String verdict(long value, long expected) {
    return value == expected ? "equal" : "NOT EQUAL: %+,d".formatted(value - expected);
  }

  private static List<String> row(String what, long count) {
    return row(what, count, "");
  }

  private static List<String> row(String what, long count, String verdict) {
    return List.of(what, "%,d".formatted(count), verdict);
  }

  private static List<String> row(String what, String count) {
    return List.of(what, count, "");
  }
}
