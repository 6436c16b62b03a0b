package io.vitalgrid.chaos.load;

import io.vitalgrid.chaos.verdict.Facts.Fate;
import io.vitalgrid.chaos.verdict.Facts.Send;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of every send. Thread-safe. */
public final class Ledger {
  /** On every record: the number of the send that it comes from. */
  public static final String HEADER = "chaos.send";

  private final ConcurrentLinkedQueue<Send> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();

  /** The number of the next send. */
  int begin() {
    return begun.incrementAndGet();
  }

  void end(Send send) {
    done.add(send);
  }

  /** Sends of which nothing is known yet. */
  public int pending() {
    return begun.get() - done.size();
  }

  /** Those that have an end. */
  public Iterable<Send> sends() {
    return done;
  }

  public Map<Fate, Integer> byFate() {
    Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      counts.put(fate, 0);
    }
    done.forEach(send -> counts.merge(send.fate(), 1, Integer::sum));
    return counts;
  }
}
