package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One patient's windows by brute force, from DESIGN section 5 alone: keeps every accepted event for
 * ever and works each pane out from scratch.
 *
 * <p>One point that the design leaves open is settled here as the operator settles it: an event may
 * be accepted (a later window still takes it) when the patient's newest window has expired. The
 * EARLY pane shows "the patient's newest window so far: the live prediction", hence every accepted
 * event dated in it; ON_TIME and LATE panes hold only what was added to their window in time.
 */
public final class Oracle {
  /** An event. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Reading(long timeMs, double[] values, int observations) {}

  private record Accepted(Reading reading, long watermarkMs) {}

  private final long sizeMs;
  private final long slideMs;
  private final long latenessMs;
  private final Consumer<PaneRecord> panes;
  private final List<Accepted> accepted = new ArrayList<>();
  private final Map<Long, Integer> revisions = new HashMap<>();
  private final Map<Long, Timing> timings = new HashMap<>();
  private long watermarkMs = Long.MIN_VALUE;

  /** Without any event, when the window shown is. */
  private long emptyMs;

  public Oracle(long sizeMs, long slideMs, long latenessMs, Consumer<PaneRecord> panes) {
    this.sizeMs = sizeMs;
    this.slideMs = slideMs;
    this.latenessMs = latenessMs;
    this.panes = panes;
  }

  public Arrival add(Reading reading, long newWatermarkMs) {
    advance(newWatermarkMs);
    int open = 0;
    int expired = 0;
    List<Long> corrected = new ArrayList<>();
    for (long end = nextEnd(reading.timeMs); end - sizeMs <= reading.timeMs; end += slideMs) {
      if (watermarkMs < end) {
        open++;
      } else if (watermarkMs < end + latenessMs) {
        corrected.add(end);
      } else {
        expired++;
      }
    }
    if (open == 0 && corrected.isEmpty()) {
      return Arrival.TOO_LATE;
    }
    accepted.add(new Accepted(reading, watermarkMs));
    fire(Timing.EARLY, newestEnd());
    for (long end : corrected) {
      fire(Timing.LATE, end);
    }
    if (expired > 0) {
      return Arrival.PARTLY_TOO_LATE;
    }
    return corrected.isEmpty() ? Arrival.ON_TIME : Arrival.LATE;
  }

  /** The watermark reaches a time; a lower one than before means nothing. */
  public void advance(long newWatermarkMs) {
    if (newWatermarkMs <= watermarkMs) {
      return;
    }
    TreeSet<Long> ends = new TreeSet<>();
    for (Accepted event : accepted) {
      long timeMs = event.reading.timeMs;
      for (long end = nextEnd(timeMs); end - sizeMs <= timeMs; end += slideMs) {
        if (watermarkMs < end && end <= newWatermarkMs) {
          ends.add(end);
        }
      }
    }
    watermarkMs = newWatermarkMs;
    for (long end : ends) {
      fire(Timing.ON_TIME, end);
    }
  }

  /** Something else about the patient changed; without any event, at the given time. */
  public void refresh(long timeMs) {
    emptyMs = timeMs;
    fire(Timing.EARLY, newestEnd());
  }

  /** The stay ended: the events go, what was said of the windows does not. */
  public void endStay() {
    accepted.clear();
  }

  public boolean isEmpty() {
    return accepted.isEmpty();
  }

  public long watermarkMs() {
    return watermarkMs;
  }

  /** Highest event time accepted; only where there is one. */
  public long highestMs() {
    return accepted.stream().mapToLong(event -> event.reading.timeMs).max().orElseThrow();
  }

  /** Panes fired so far for the window that ends there. */
  public int revision(long endMs) {
    return revisions.getOrDefault(endMs, 0);
  }

  /** End of the window that the live prediction is of. */
  public long newestEnd() {
    return nextEnd(accepted.isEmpty() ? emptyMs : highestMs());
  }

  /** Of the last pane fired for the window that ends there; null if there is none. */
  public Timing timing(long endMs) {
    return timings.get(endMs);
  }

  /** A pane as it would be if it were said again now. */
  public PaneRecord now(Timing timing, long endMs) {
    List<Reading> content = new ArrayList<>();
    int late = 0;
    for (Accepted event : accepted) {
      long timeMs = event.reading.timeMs;
      boolean added = event.watermarkMs < endMs + latenessMs;
      if (endMs - sizeMs <= timeMs && timeMs < endMs) {
        if (added || timing == Timing.EARLY) {
          content.add(event.reading);
        }
        if (added && event.watermarkMs >= endMs) {
          late++;
        }
      }
    }
    boolean newest = newestEnd() == endMs;
    Figures figures = figures(endMs - sizeMs, content);
    return new PaneRecord(timing, endMs, revision(endMs), late, newest, figures);
  }

  private void fire(Timing timing, long endMs) {
    revisions.merge(endMs, 1, Integer::sum);
    timings.put(endMs, timing);
    panes.accept(now(timing, endMs));
  }

  /** The next multiple of the slide after a time. */
  private long nextEnd(long timeMs) {
    return timeMs - Math.floorMod(timeMs, slideMs) + slideMs;
  }

  private static Figures figures(long startMs, List<Reading> content) {
    Figures figures = Figures.empty(startMs, content.size(), observations(content));
    for (int v = 0; v < Vital.COUNT; v++) {
      List<double[]> points = new ArrayList<>(); // time since the window's start, value
      for (Reading reading : content) {
        if (!Double.isNaN(reading.values[v])) {
          points.add(new double[] {reading.timeMs - startMs, reading.values[v]});
        }
      }
      describe(figures, v, points);
    }
    return figures;
  }

  private static void describe(Figures figures, int v, List<double[]> points) {
    int n = points.size();
    double meanTime = 0;
    double mean = 0;
    double min = Double.NaN;
    double max = Double.NaN;
    double last = Double.NaN;
    double lastTime = -1;
    for (double[] point : points) {
      meanTime += point[0] / n;
      mean += point[1] / n;
      min = point[1] < min || Double.isNaN(min) ? point[1] : min;
      max = point[1] > max || Double.isNaN(max) ? point[1] : max;
      if (point[0] >= lastTime) {
        lastTime = point[0];
        last = point[1];
      }
    }
    double squares = 0;
    double timeSquares = 0;
    double products = 0;
    boolean severalTimes = false;
    for (double[] point : points) {
      squares += (point[1] - mean) * (point[1] - mean);
      timeSquares += (point[0] - meanTime) * (point[0] - meanTime);
      products += (point[0] - meanTime) * (point[1] - mean);
      severalTimes |= point[0] != points.get(0)[0];
    }
    figures.count()[v] = n;
    figures.mean()[v] = n == 0 ? Double.NaN : mean;
    figures.min()[v] = min;
    figures.max()[v] = max;
    figures.deviation()[v] = n == 0 ? Double.NaN : Math.sqrt(squares / n);
    figures.last()[v] = last;
    figures.lastAtMs()[v] = n == 0 ? Long.MIN_VALUE : figures.startMs() + (long) lastTime;
    figures.slope()[v] = severalTimes ? products / timeSquares * 60_000 : Double.NaN;
  }

  private static int observations(List<Reading> content) {
    int oxygen = 0;
    int consciousness = 0;
    long oxygenMs = Long.MIN_VALUE;
    long consciousnessMs = Long.MIN_VALUE;
    for (Reading reading : content) {
      int observed = reading.observations;
      if (Observations.hasOxygen(observed) && reading.timeMs >= oxygenMs) {
        oxygen = Observations.oxygenCode(observed);
        oxygenMs = reading.timeMs;
      }
      if (Observations.hasConsciousness(observed) && reading.timeMs >= consciousnessMs) {
        consciousness = Observations.consciousnessCode(observed);
        consciousnessMs = reading.timeMs;
      }
    }
    return Observations.pack(oxygen, consciousness);
  }
}
