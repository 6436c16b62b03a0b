package io.vitalgrid.pipeline.window;

/**
 * The window operator: adds events to a patient's sliding windows and fires early, on-time and late
 * panes. One instance serves all patients of a lane; it is not thread-safe.
 *
 * <p>A window is <i>settled</i> once the watermark W is at its end or beyond, and <i>expired</i>
 * once W is at its end plus the allowed lateness. An event goes into every window that contains it
 * and has not expired.
 *
 * <pre>
 * size 10 s, slide 5 s, lateness 5 s; times and W in seconds
 *
 *   event  3  W -    EARLY   [-5, 5)  rev 1   1 event     the newest window ends at 5
 *   event  7  W -    EARLY   [0, 10)  rev 1   2 events    3 and 7
 *   W reaches 5      ON_TIME [-5, 5)  rev 2   1 event
 *   event  4  W 6    EARLY   [0, 10)  rev 2   3 events    4 is in [-5, 5) and [0, 10)
 *                    LATE    [-5, 5)  rev 3   2 events    settled, but W is below 5 + 5
 *   W reaches 10     ON_TIME [0, 10)  rev 3   3 events
 *   event  2  W 11   EARLY   [0, 10)  rev 4   4 events    [-5, 5) has expired: partly too late
 *                    LATE    [0, 10)  rev 5   4 events
 *   W reaches 15     ON_TIME [5, 15)  rev 1   1 event     7
 *   event  1  W 15   nothing                              [0, 10) has expired too: too late
 * </pre>
 *
 * <p>How: readings are kept once, in frames as long as the slide ({@link Frame}); a pane merges the
 * frames of its window. Cost of an event: one frame is changed; for a patient with many readings a
 * merged copy of the newest window is changed with it, so that the EARLY pane need not merge; each
 * corrected window merges size/slide frames. Apart from the early panes this is what Flink does for
 * sliding event-time windows with allowed lateness, with w = W - 1 ms.
 */
public final class SlidingWindows {
  private final WindowPolicy policy;
  private final PaneListener listener;
  private final WindowStats stats = new WindowStats();
  private final Scratch scratch = new Scratch();

  public SlidingWindows(WindowPolicy policy, PaneListener listener) {
    this.policy = policy;
    this.listener = listener;
  }

  /**
   * Adds an event and fires its panes: what was due before, then EARLY, then LATE by ascending end.
   * See {@link #addAhead} where what is due may wait.
   *
   * @param values one value for each vital, NaN where absent
   * @param observations see {@link io.vitalgrid.pipeline.event.Observations}
   * @param watermarkMs W before this event
   */
  public Arrival add(
      PatientWindows patient, long timeMs, double[] values, int observations, long watermarkMs) {
    settle(patient, watermarkMs);
    long watermark = patient.settledMs;
    long frameStart = policy.frameStart(timeMs);
    if (watermark >= policy.frameExpiry(frameStart)) {
      return Arrival.TOO_LATE;
    }
    store(patient, frameStart, timeMs, values, observations);
    long firstEnd = frameStart + policy.slideMs();
    long lastEnd = frameStart + policy.sizeMs();
    boolean late = policy.isSettled(firstEnd, watermark);
    if (!policy.isSettled(lastEnd, watermark)) {
      long openEnd = late ? policy.firstEndAfter(watermark) : firstEnd;
      patient.dueMs = Math.min(patient.dueMs, openEnd);
    }
    if (!late) {
      fire(patient, Timing.EARLY, policy.newestEnd(patient.highestMs));
      return Arrival.ON_TIME;
    }
    long lastSettledEnd = Math.min(lastEnd, policy.frameStart(watermark));
    countLate(patient, firstEnd, lastSettledEnd, watermark);
    fire(patient, Timing.EARLY, policy.newestEnd(patient.highestMs));
    correct(patient, firstEnd, lastSettledEnd, watermark);
    return policy.isExpired(firstEnd, watermark) ? Arrival.PARTLY_TOO_LATE : Arrival.LATE;
  }

  /**
   * Whether windows are due that come out the same if an event is added before they settle: it
   * belongs to none of them, and none of them is the newest.
   */
  public boolean canWait(PatientWindows patient, long timeMs, long watermarkMs) {
    return patient.dueMs <= watermarkMs
        && patient.highestMs != PatientWindows.NONE
        && !policy.isSettled(policy.newestEnd(patient.highestMs), watermarkMs)
        && !policy.isSettled(policy.newestEnd(timeMs), watermarkMs);
  }

  /** Adds an event for which what is due {@link #canWait}: it is on time, and fires EARLY. */
  public Arrival addAhead(PatientWindows patient, long timeMs, double[] values, int observations) {
    store(patient, policy.frameStart(timeMs), timeMs, values, observations);
    fire(patient, Timing.EARLY, policy.newestEnd(patient.highestMs));
    return Arrival.ON_TIME;
  }

  /** Whether no window would take an event of that time. */
  public boolean isTooLate(PatientWindows patient, long timeMs, long watermarkMs) {
    return Math.max(watermarkMs, patient.settledMs)
        >= policy.frameExpiry(policy.frameStart(timeMs));
  }

  private void store(
      PatientWindows patient, long frameStart, long timeMs, double[] values, int observations) {
    boolean first = patient.highestMs == PatientWindows.NONE;
    long newestStart = first ? frameStart : policy.frameStart(patient.highestMs);
    if (frameStart > newestStart) {
      Frame before = patient.existingFrame(newestStart);
      if (!before.isOpen()) {
        patient.newest = null;
      }
      before.close(patient.pivot, scratch);
      newestStart = frameStart;
    }
    patient.initPivot(values);
    Frame frame = patient.frameAt(frameStart);
    frame.add(timeMs, values, observations, patient.pivot, scratch);
    patient.highestMs = Math.max(patient.highestMs, timeMs);
    if (frameStart != newestStart) {
      frame.close(patient.pivot, scratch);
    }
    follow(patient, timeMs, values, observations, frame.isOpen());
  }

  /** Keeps the merged newest window up to date, for a patient with many readings. */
  private void follow(
      PatientWindows patient, long timeMs, double[] values, int observations, boolean open) {
    long startMs = policy.start(policy.newestEnd(patient.highestMs));
    WindowStats newest = patient.newest;
    if (newest != null && newest.startMs() == startMs) {
      if (timeMs >= startMs) {
        newest.add(timeMs, values, observations);
      }
    } else if (newest != null || open) {
      patient.newest = newest == null ? new WindowStats() : newest;
      merge(patient, startMs, patient.newest);
    }
  }

  /** Fires ON_TIME for every populated window whose end the watermark has reached. */
  public void settle(PatientWindows patient, long watermarkMs) {
    if (watermarkMs <= patient.settledMs) {
      return;
    }
    while (patient.dueMs <= watermarkMs) {
      long endMs = patient.dueMs;
      fire(patient, Timing.ON_TIME, endMs);
      patient.dueMs = patient.nextPopulatedEnd(endMs, policy);
    }
    patient.settledMs = watermarkMs;
    patient.dropExpired(policy);
  }

  /**
   * Fires EARLY again for the newest window, because something else about the patient changed. A
   * patient without any event shows the empty window that the given time falls into.
   */
  public void refresh(PatientWindows patient, long timeMs) {
    fire(patient, Timing.EARLY, newestEnd(patient, timeMs));
  }

  private long newestEnd(PatientWindows patient, long timeMs) {
    return policy.newestEnd(patient.highestMs == PatientWindows.NONE ? timeMs : patient.highestMs);
  }

  /**
   * Fires EARLY for the newest window once more, at the revision that it has, if that was its last
   * pane: after a crash it may not have arrived.
   *
   * @param timeMs see {@link #refresh}
   */
  public void repeatNewest(PatientWindows patient, long timeMs) {
    Frame last = patient.existingFrame(newestEnd(patient, timeMs) - policy.slideMs());
    if (last.early) {
      emit(patient, Timing.EARLY, last);
    }
  }

  /**
   * Whether a pane is the last of the patient's newest window.
   *
   * @param timeMs see {@link #refresh}
   */
  public boolean isLast(PatientWindows patient, long timeMs, long endMs, int revision) {
    return endMs == newestEnd(patient, timeMs)
        && patient.existingFrame(endMs - policy.slideMs()).revision == revision;
  }

  private void countLate(PatientWindows patient, long firstEnd, long lastEnd, long watermark) {
    for (long end = firstEnd; end <= lastEnd; end += policy.slideMs()) {
      if (!policy.isExpired(end, watermark)) {
        patient.frameAt(end - policy.slideMs()).lateEvents++;
      }
    }
  }

  private void correct(PatientWindows patient, long firstEnd, long lastEnd, long watermark) {
    for (long end = firstEnd; end <= lastEnd; end += policy.slideMs()) {
      if (!policy.isExpired(end, watermark)) {
        fire(patient, Timing.LATE, end);
      }
    }
  }

  private void fire(PatientWindows patient, Timing timing, long endMs) {
    Frame last = patient.frameAt(endMs - policy.slideMs());
    last.revision++;
    last.early = timing == Timing.EARLY;
    emit(patient, timing, last);
  }

  private void emit(PatientWindows patient, Timing timing, Frame last) {
    long endMs = last.startMs + policy.slideMs();
    long startMs = policy.start(endMs);
    WindowStats content = patient.newest;
    if (content == null || content.startMs() != startMs) {
      content = stats;
      merge(patient, startMs, content);
    }
    listener.pane(timing, endMs, last.revision, last.lateEvents, isNewest(patient, endMs), content);
  }

  private void merge(PatientWindows patient, long startMs, WindowStats into) {
    into.begin(startMs, patient.pivot);
    long endMs = startMs + policy.sizeMs();
    for (int i = patient.indexFrom(startMs); i < patient.size(); i++) {
      Frame frame = patient.frame(i);
      if (frame.startMs >= endMs) {
        break;
      }
      into.add(frame, scratch);
    }
  }

  /** Whether this is the patient's newest window; of a patient without events, it is what fires. */
  private boolean isNewest(PatientWindows patient, long endMs) {
    return patient.highestMs == PatientWindows.NONE || policy.newestEnd(patient.highestMs) == endMs;
  }
}
