package io.vitalgrid.loadgen.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the system's topics said about the events of one run. Not thread-safe. */
final class Observed {
  private final long firstSeq;
  private final int[][] firstRevisions; // by patient and number; 0: none
  private final BitSet[] late;
  private final Set<WindowKey> settled = new HashSet<>();
  private final Map<Ledger.BadRecord, Integer> rejected = new HashMap<>();
  private long scored;
  private long countedTwice;

  Observed(int patients, long firstSeq) {
    this.firstSeq = firstSeq;
    firstRevisions = new int[patients][16];
    late = new BitSet[patients];
    for (int i = 0; i < patients; i++) {
      late[i] = new BitSet();
    }
  }

  private int index(int patient, long seq) {
    long index = seq - firstSeq;
    return patient < 0 || patient >= late.length || index < 0 || index > Ledger.MAX_EVENTS
        ? -1
        : (int) index;
  }

  /** An EARLY pane. A repetition has the same revision; another revision is another event's. */
  void early(int patient, long seq, int revision) {
    int i = index(patient, seq);
    if (i < 0) {
      return;
    }
    int[] revisions = firstRevisions[patient];
    if (i >= revisions.length) {
      revisions = Arrays.copyOf(revisions, Math.max(i + 1, 2 * revisions.length));
      firstRevisions[patient] = revisions;
    }
    if (revisions[i] == 0) {
      revisions[i] = Math.max(1, revision);
      scored++;
    } else if (revisions[i] != Math.max(1, revision)) {
      countedTwice++;
    }
  }

  /** A window whose result is said to be settled: an ON_TIME pane, or a LATE one. */
  void settled(int patient, long endMs) {
    settled.add(new WindowKey(patient, endMs));
  }

  void late(int patient, long seq) {
    int i = index(patient, seq);
    if (i >= 0) {
      late[patient].set(i);
    }
  }

  void rejected(Ledger.BadRecord record) {
    rejected.merge(record, 1, Integer::sum);
  }

  boolean isScored(int patient, long seq) {
    int i = index(patient, seq);
    return i >= 0 && i < firstRevisions[patient].length && firstRevisions[patient][i] != 0;
  }

  boolean isLate(int patient, long seq) {
    int i = index(patient, seq);
    return i >= 0 && late[patient].get(i);
  }

  boolean isSettled(WindowKey window) {
    return settled.contains(window);
  }

  Set<WindowKey> settled() {
    return settled;
  }

  Map<Ledger.BadRecord, Integer> rejected() {
    return rejected;
  }

  /** Events with a pane of their own. */
  long scored() {
    return scored;
  }

  long lateEvents() {
    long count = 0;
    for (BitSet each : late) {
      count += each.cardinality();
    }
    return count;
  }

  /** Panes of events that had one of another revision already. */
  long countedTwice() {
    return countedTwice;
  }
}
