package io.vitalgrid.loadgen.check;

import java.util.ArrayList;
import java.util.List;

/** Collects what was not as it had to be: all are counted, the first are kept. */
final class Differences {
  private static final int KEPT = 20;
  private static final int KEPT_OF_A_KIND = 5;

  private final List<CheckResult.Row> rows = new ArrayList<>();
  private final List<String> first = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private long count;
  private long lost;
  private String kind = "";
  private int ofKind;

  /** Counts a thing; where the count is wrong and no single place explains it, that is one. */
  void row(String what, long lowest, long highest, long actual) {
    CheckResult.Row row = new CheckResult.Row(what, lowest, highest, actual);
    rows.add(row);
    if (!row.isEqual()) {
      add("count", what + ": " + row.expected() + " had to come, " + actual + " came");
    }
  }

  void row(String what, long expected, long actual) {
    row(what, expected, expected, actual);
  }

  /** One place; of each kind the first few are kept. */
  void add(String ofThisKind, String difference) {
    count++;
    ofKind = ofThisKind.equals(kind) ? ofKind + 1 : 1;
    kind = ofThisKind;
    if (ofKind <= KEPT_OF_A_KIND && first.size() < KEPT) {
      first.add(difference);
    }
  }

  /** One event of which nothing came out. */
  void lost(String difference) {
    lost++;
    add("lost", difference);
  }

  void undecided(String what) {
    undecided.add(what);
  }

  CheckResult result() {
    return new CheckResult(
        List.copyOf(rows), List.copyOf(first), count, lost, List.copyOf(undecided));
  }

  boolean isEmpty() {
    return count == 0;
  }
}
