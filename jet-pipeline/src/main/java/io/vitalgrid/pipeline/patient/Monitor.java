package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.clinical.Signs;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.window.Arrival;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What events and watermarks do to the patients of one lane: replays and duplicates are recognised,
 * vitals go into windows, admissions set the profile, discharges end the stay. Plain Java; not
 * thread-safe.
 *
 * <p>A watermark may settle windows of every patient at once. {@link #advance} only takes note of
 * it; {@link #settleDue} does the work in portions, so that events need not wait behind it. The
 * outcome is the same, because an event settles its own patient first, unless it makes no
 * difference to what is due. Most make none, for the watermark lags behind; and if all settled
 * their patients, those of a full ward would, in the few seconds after the watermark has reached a
 * window's end.
 */
public final class Monitor {
  private final MonitorPolicy policy;
  private final MonitorOutput output;
  private final Tally tally;
  private final LongSupplier clockMs;
  private final PatientStore patients;
  private final SlidingWindows windows;
  private long watermarkMs = PatientWindows.NONE;

  private final News2Scorer news2;

  private final Unconfirmed unconfirmed = new Unconfirmed();

  // The patient and event in hand, for the panes that they fire.
  private PatientState current;
  private long intendedMs;

  /** Whether the pane is said once more: its score counts already. */
  private boolean repeating;

  /**
   * @param output receives panes, late events and changed states as they come
   * @param tally counts what became of each event
   * @param clockMs the wall clock, by which patients expire
   */
  public Monitor(MonitorPolicy policy, MonitorOutput output, Tally tally, LongSupplier clockMs) {
    this.policy = policy;
    this.output = output;
    this.tally = tally;
    this.clockMs = clockMs;
    patients = new PatientStore(policy.stateTtlMs());
    windows = new SlidingWindows(policy.windows(), this::onPane);
    news2 = new News2Scorer(policy.news2());
  }

  PatientStore patients() {
    return patients;
  }

  long watermarkMs() {
    return watermarkMs;
  }

  /** Takes note of a watermark; a lower one than before changes nothing. */
  public void advance(long newWatermarkMs) {
    watermarkMs = Math.max(watermarkMs, newWatermarkMs);
  }

  /**
   * Settles windows that the watermark has reached, and after a restart says again what may have
   * been lost, of so many patients at most.
   *
   * @return whether there was something to do
   */
  public boolean settleDue(int maxPatients) {
    return settleDue(maxPatients, maxPatients);
  }

  /**
   * The same, for lanes where windows that are due may wait for a while.
   *
   * @param maxDue of so many patients at most windows are settled
   */
  boolean settleDue(int maxPatients, int maxDue) {
    unconfirmed.forget(4 * maxPatients);
    int saidAgain = sayAgain(maxPatients);
    int settled = settle(Math.min(maxDue, maxPatients - saidAgain));
    return saidAgain + settled > 0;
  }

  /**
   * Settles windows that the watermark has reached, of so many patients at most.
   *
   * @return of how many
   */
  int settle(int maxPatients) {
    int settled = 0;
    PatientState patient;
    for (; settled < maxPatients && (patient = patients.pollDue(watermarkMs)) != null; settled++) {
      settle(patient);
      changed(patient);
    }
    return settled;
  }

  /** How many patients have windows to settle; at times a few more than that. */
  int due() {
    return patients.due(watermarkMs);
  }

  /**
   * Says again what no replay may bring, of so many patients at most. All of it must be said before
   * the first snapshot after a restart, which would cover it.
   *
   * @return of how many
   */
  int sayAgain(int maxPatients) {
    int done = 0;
    PatientState patient;
    for (; done < maxPatients && (patient = unconfirmed.pollUnheard()) != null; done++) {
      repeatSettled(patient);
    }
    return done;
  }

  /** Forgets patients without an event for the state's time to live. */
  int expire(int maxPatients) {
    return patients.expire(clockMs.getAsLong(), maxPatients);
  }

  /**
   * Takes back the patients of before a restart. Where windows were settled after the snapshot,
   * their panes may have been on the way: {@link #settleDue} fires them again. Not where topics are
   * in step: there the state is as of the snapshot, and what it has said has arrived.
   *
   * @param settled whether nothing was due as the snapshot was taken, so that what was settled
   *     after it was settled beyond its watermark
   */
  void restore(Collection<PatientState> states, long snapshotWatermarkMs, boolean settled) {
    advance(snapshotWatermarkMs);
    patients.addAll(states);
    for (PatientState state : states) {
      if (!policy.topicsInStep()) {
        state.settledMissing = true;
        state.newestMissing = true;
        state.awaitsReplay = true;
      }
      long settledMs = state.windows.settledMs();
      boolean since = settled ? settledMs > snapshotWatermarkMs : settledMs >= snapshotWatermarkMs;
      unconfirmed.restore(state, state.settledMissing && since);
    }
  }

  /** A snapshot holds what was said and changed until now. */
  public void snapshotTaken() {
    unconfirmed.snapshotTaken();
  }

  /**
   * The last snapshot is complete on all members: no restart goes back behind it, so nothing older
   * will have to be said again.
   */
  public void snapshotComplete() {
    unconfirmed.snapshotComplete();
  }

  /** Says settled panes once more, once per patient and restart: they may not have arrived. */
  private void repeatSettled(PatientState patient) {
    if (!patient.settledMissing || !patient.stored) {
      return;
    }
    patient.settledMissing = false;
    List<Pane> panes =
        patient.recent.of(
            patient,
            (endMs, revision) ->
                windows.isLast(patient.windows, patient.admittedMs(), endMs, revision));
    if (!panes.isEmpty()) {
      panes.forEach(this::say);
      unconfirmed.saidAgain(patient);
    }
  }

  /** The same for what was said last of a patient of whom an event is replayed. */
  private void repeatNewest(PatientState patient) {
    if (!patient.newestMissing || !patient.stored) {
      return;
    }
    patient.newestMissing = false;
    if (!patient.isPresent()) {
      output.departed(new Departed(patient.key, patient.dischargedMs));
      return;
    }
    begin(patient, Pane.NO_TIME);
    repeating = true;
    windows.repeatNewest(patient.windows, patient.admittedMs());
    repeating = false;
  }

  /** An event that was judged before the restart is not judged again. */
  private void repeatTooLate(PatientEvent event, PatientState patient) {
    LateArrivals.Arrival judged = patient.late.find(event.origin());
    if (judged != null) {
      output.tooLate(new TooLate(event, eventId(event), judged.watermarkMs(), judged.latenessMs()));
      unconfirmed.saidAgain(patient);
    }
  }

  public void apply(PatientEvent event) {
    PatientState known = patients.get(event.patient());
    PatientState patient = known == null ? newcomer(event.patient()) : known;
    if (!patient.fences.pass(event.origin())) {
      tally.increment(Counter.REPLAYED);
      repeatSettled(patient);
      repeatNewest(patient);
      repeatTooLate(event, patient);
      return;
    }
    patient.awaitsReplay = false;
    if (event instanceof Vitals vitals) {
      apply(vitals, patient);
    } else if (event instanceof Admission admission) {
      apply(admission, patient);
    } else if (event instanceof Discharge discharge) {
      apply(discharge, patient);
    }
    // A patient of whom there are only events that came too late is none.
    if (known != null || patient.isPresent() || patient.dischargedMs != PatientState.NONE) {
      patient.updatedAtMs = clockMs.getAsLong();
      patients.touch(patient);
      changed(patient);
    }
  }

  /** Maps may still hold a state of before the patient was forgotten: this one is newer. */
  private PatientState newcomer(PatientKey key) {
    PatientState patient = new PatientState(key);
    patient.version = clockMs.getAsLong();
    return patient;
  }

  private void apply(Vitals event, PatientState patient) {
    String eventId = eventId(event);
    if (event.hasSeq()
        && !patient.seen.add(
            event.deviceId(), event.seq(), event.eventTimeMs(), policy.horizonMs(watermarkMs))) {
      tally.increment(Counter.DUPLICATE);
      return;
    }
    if (isBeforeDischarge(event, patient)) {
      tally.increment(Counter.TOO_LATE);
      tooLate(event, eventId, patient);
      return;
    }
    output.heard(event);
    String previousId = patient.eventId;
    long previousMs = patient.eventTimeMs;
    boolean dueWaits = dueCanWait(event, patient);
    if (!dueWaits) {
      settle(patient);
    }
    name(patient, eventId, event.eventTimeMs());
    begin(patient, event.origin().timestampMs());
    if (!windows.isTooLate(patient.windows, event.eventTimeMs(), watermarkMs)) {
      patient.last.add(event.eventTimeMs(), event.values(), event.observations(), policy.sizeMs());
    }
    Arrival arrival = add(event, patient, dueWaits);
    tally.increment(counter(arrival));
    if (arrival == Arrival.TOO_LATE) {
      name(patient, previousId, previousMs);
      tooLate(event, eventId, patient);
    } else {
      patient.eventCount++;
    }
  }

  private Arrival add(Vitals event, PatientState patient, boolean dueWaits) {
    long timeMs = event.eventTimeMs();
    return dueWaits
        ? windows.addAhead(patient.windows, timeMs, event.values(), event.observations())
        : windows.add(patient.windows, timeMs, event.values(), event.observations(), watermarkMs);
  }

  /** Whether what is due comes out the same after the event. */
  private boolean dueCanWait(Vitals event, PatientState patient) {
    return windows.canWait(patient.windows, event.eventTimeMs(), watermarkMs)
        && patient.last.canTake(
            event.eventTimeMs(),
            event.values(),
            event.observations(),
            policy.sizeMs(),
            watermarkMs);
  }

  private void apply(Admission event, PatientState patient) {
    String eventId = eventId(event);
    if (isBeforeDischarge(event, patient)) {
      tally.increment(Counter.TOO_LATE);
      tooLate(event, eventId, patient);
      return;
    }
    settle(patient);
    if (patient.profile == null || event.eventTimeMs() >= patient.profile.admittedAtMs()) {
      patient.profile = event.profile();
    }
    tally.increment(Counter.PROFILE_UPDATES);
    name(patient, eventId, event.eventTimeMs());
    begin(patient, event.origin().timestampMs());
    windows.refresh(patient.windows, patient.profile.admittedAtMs());
  }

  /**
   * Ends the stay. A discharge that comes when the next stay has begun ends nothing of that one: a
   * profile or readings dated after it stay.
   */
  private void apply(Discharge event, PatientState patient) {
    tally.increment(Counter.DISCHARGES);
    settle(patient); // while the profile is known
    long dischargedMs = event.eventTimeMs();
    patient.dischargedMs = Math.max(patient.dischargedMs, dischargedMs);
    boolean admittedSince =
        patient.profile != null && patient.profile.admittedAtMs() > dischargedMs;
    boolean seenSince = patient.windows.highestMs() > dischargedMs;
    if (!admittedSince) {
      patient.profile = null;
    }
    if (!admittedSince && !seenSince) {
      patient.forgetStay();
      output.departed(new Departed(patient.key, patient.dischargedMs));
      output.heard(event);
    }
  }

  private boolean isBeforeDischarge(PatientEvent event, PatientState patient) {
    return event.eventTimeMs() <= patient.dischargedMs;
  }

  private void tooLate(PatientEvent event, String eventId, PatientState patient) {
    long seenMs = Math.max(watermarkMs, patient.windows.settledMs());
    long limitMs = isBeforeDischarge(event, patient) ? patient.dischargedMs : seenMs;
    long latenessMs = Math.max(seenMs, limitMs) - event.eventTimeMs();
    unconfirmed.addTooLate(patient, event.origin(), seenMs, latenessMs);
    output.tooLate(new TooLate(event, eventId, seenMs, latenessMs));
  }

  /** Settles what is due, in the name of the last event. */
  private void settle(PatientState patient) {
    begin(patient, Pane.NO_TIME);
    windows.settle(patient.windows, watermarkMs);
  }

  private void begin(PatientState patient, long eventIntendedMs) {
    current = patient;
    intendedMs = eventIntendedMs;
  }

  private static void name(PatientState patient, String eventId, long eventTimeMs) {
    patient.eventId = eventId;
    patient.eventTimeMs = eventTimeMs;
  }

  private void changed(PatientState patient) {
    patient.version++;
    unconfirmed.forget(patient);
    patients.announceDue(patient);
    output.dirty(patient);
  }

  private void onPane(
      Timing timing, long endMs, int revision, int lateEvents, boolean newest, WindowStats stats) {
    long nowMs = Math.min(current.windows.highestMs(), endMs);
    int spo2Scale = current.profile == null ? 1 : current.profile.spo2Scale();
    int score = news2.score(stats, current.last, spo2Scale, nowMs);
    Signs signs = news2.signs();
    int rise = newest ? rise(score, nowMs) : News2Trend.NONE;
    Pane pane =
        new Pane(
            current.key,
            current.profile,
            timing,
            endMs,
            revision,
            lateEvents,
            newest,
            stats.copy(),
            score,
            rise,
            nowMs,
            signs.reachBack() ? signs.copy() : null,
            current.eventId,
            current.eventTimeMs,
            timing == Timing.EARLY ? intendedMs : Pane.NO_TIME);
    if (timing != Timing.EARLY) {
      unconfirmed.add(current, pane, stats);
    }
    say(pane);
  }

  private int rise(int score, long nowMs) {
    return repeating
        ? current.trend.rise(score)
        : current.trend.add(score, nowMs, policy.news2().trendPeriodMs());
  }

  private void say(Pane pane) {
    tally.increment(
        switch (pane.timing()) {
          case EARLY -> Counter.PANES_EARLY;
          case ON_TIME -> Counter.PANES_ON_TIME;
          case LATE -> Counter.PANES_LATE;
        });
    output.pane(pane);
  }

  private String eventId(PatientEvent event) {
    return event instanceof Vitals vitals && vitals.hasSeq()
        ? vitals.deviceId() + "/" + vitals.seq()
        : coordinates(event.origin());
  }

  private String coordinates(Origin origin) {
    return policy.topic() + "/" + origin.partition() + "/" + origin.offset();
  }

  private static Counter counter(Arrival arrival) {
    return switch (arrival) {
      case ON_TIME -> Counter.ON_TIME;
      case LATE -> Counter.LATE;
      case PARTLY_TOO_LATE -> Counter.PARTLY_TOO_LATE;
      case TOO_LATE -> Counter.TOO_LATE;
    };
  }
}
