package io.vitalgrid.loadgen.find;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds the highest rate that holds: doubles until one does not (or halves until one does) and
 * narrows the gap down. Then both ends are tried again. If the lower of those that did not hold
 * does now, it was in a bad moment (a system that still compiled, say), and the search goes on
 * above it; one that does not hold in most repetitions had a good one, and the search goes on below
 * it.
 *
 * <pre>
 * 1000 held, 2000 held, 4000 not;  2828 held, 3364 not, 3084 held, 3221 held
 * 3364 not;  3221 held, held, not
 * result: 3221, between 3221 and 3364
 * </pre>
 */
public final class RateSearch {
  private static final int MAX_LUCK = 4;

  /** Tries a rate. */
  @FunctionalInterface
  public interface Try {
    Probe at(int rate) throws InterruptedException;
  }

  /**
   * What was found.
   *
   * @param rate the highest that held in most repetitions; 0: none did
   * @param notHeld the lowest that did not hold, twice unless stopped; 0: all did
   * @param repetitions of that rate
   */
  public record Found(int rate, int notHeld, List<Probe> repetitions) {}

  private final int lowest;
  private final int highest;
  private final double precision;
  private final int repetitions;
  private final Try probe;
  private final BooleanSupplier stopped;

  /**
   * A search.
   *
   * @param precision how close the bounds must come, as a part of the rate
   * @param repetitions of the rate that is found
   */
  public RateSearch(
      int lowest,
      int highest,
      double precision,
      int repetitions,
      Try probe,
      BooleanSupplier stopped) {
    this.lowest = lowest;
    this.highest = highest;
    this.precision = precision;
    this.repetitions = repetitions;
    this.probe = probe;
    this.stopped = stopped;
  }

  /** Searches from a rate on. */
  public Found from(int start) throws InterruptedException {
    Bounds bounds = new Bounds();
    bounds.bracket(start);
    for (int luck = 0; bounds.held > 0 && luck < MAX_LUCK; luck++) {
      bounds.narrow();
      bounds.retryNotHeld();
      List<Probe> again = repeat(bounds.held);
      long good = again.stream().filter(Probe::held).count();
      if (2 * good > again.size() || stopped.getAsBoolean()) {
        return new Found(bounds.held, bounds.notHeld(), again);
      }
      bounds.lower();
    }
    return new Found(0, bounds.notHeld(), List.of());
  }

  private List<Probe> repeat(int rate) throws InterruptedException {
    List<Probe> again = new ArrayList<>();
    for (int i = 0; i < repetitions && !stopped.getAsBoolean(); i++) {
      again.add(probe.at(rate));
    }
    return again;
  }

  /** What is known so far; a rate of 0 is nothing. */
  private final class Bounds {
    private int held;

    /** The lowest first. */
    private final Deque<Integer> notHeld = new ArrayDeque<>();

    /** Did not hold in two tries. */
    private int refused;

    /** Goes up or down from a rate until the limit is in between, or there is none. */
    void bracket(int start) throws InterruptedException {
      for (int rate = start; rate >= lowest && rate <= highest && !stopped.getAsBoolean(); ) {
        if (probe.at(rate).held()) {
          held = rate;
          if (!notHeld.isEmpty()) {
            return;
          }
          rate = above(rate);
        } else {
          notHeld.push(rate);
          if (held > 0) {
            return;
          }
          rate = rate / 2;
        }
      }
    }

    private int above(int rate) {
      return rate == highest ? highest + 1 : (int) Math.min(highest, 2L * rate);
    }

    void narrow() throws InterruptedException {
      while (notHeld() > held * (1 + precision)
          && notHeld() - held > 1
          && !stopped.getAsBoolean()) {
        int rate = (int) Math.round(Math.sqrt((double) held * notHeld()));
        if (probe.at(rate).held()) {
          held = rate;
        } else {
          notHeld.push(rate);
        }
      }
    }

    /** The lowest that did not hold; 0: all did. */
    int notHeld() {
      return notHeld.isEmpty() ? 0 : notHeld.peek();
    }

    void retryNotHeld() throws InterruptedException {
      while (notHeld() != 0 && notHeld() != refused && !stopped.getAsBoolean()) {
        if (probe.at(notHeld()).held()) {
          held = notHeld.pop();
          if (notHeld.isEmpty()) {
            bracket(above(held));
          }
          narrow();
        } else {
          refused = notHeld();
        }
      }
    }

    /** What held has not held again. */
    void lower() {
      notHeld.push(held);
      refused = held;
      held = (int) Math.max(lowest, held / (1 + 2 * precision));
    }
  }
}
