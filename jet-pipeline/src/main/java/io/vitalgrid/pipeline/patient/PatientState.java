package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.LastSigns;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.PatientWindows;

/**
 * Everything the grid knows of one patient. Owned by the lane of the patient's Hazelcast partition:
 * only that processor's thread touches it.
 */
public final class PatientState {
  static final long NONE = PatientWindows.NONE;

  /** First byte of the binary form; a form this code does not know is refused, not guessed. */
  private static final int FORMAT = 4;

  final PatientKey key;
  PatientWindows windows = new PatientWindows();
  SeenEvents seen = new SeenEvents();
  Fences fences = new Fences();
  LateArrivals late = new LateArrivals();
  RecentPanes recent = new RecentPanes();
  Profile profile;
  LastSigns last = new LastSigns();
  News2Trend trend = new News2Trend();
  long eventCount;
  long dischargedMs = NONE;

  /** Event that changed the state last, as the predictions name it. */
  String eventId;

  long eventTimeMs = NONE;

  /**
   * Grows with each change: of two copies of a state, the higher one is the newer. The first is the
   * wall clock's time in ms, so that a patient who returns after the time to live goes on above.
   */
  long version;

  long updatedAtMs;

  // From here on nothing that is written: where the state stands in this lane's books.

  /** The complete snapshot up to which it has let go of what was said, see {@link Unconfirmed}. */
  long confirmed;

  /** Whether it was read back after a restart, and settled panes of before may be missing. */
  boolean settledMissing;

  /** The same for what was said last: the newest window's EARLY pane, or the departure. */
  boolean newestMissing;

  /**
   * Whether events that it has applied may still be replayed after a restart: until one comes that
   * is new to it, for a partition's events come in their order.
   */
  boolean awaitsReplay;

  /** The snapshot that covers what was said again last; 0 if nothing was. */
  long saidAgain;

  /** Whether the store holds it. */
  boolean stored;

  /** Its neighbours in the store's list; null at the ends. */
  PatientState earlier;

  PatientState later;

  /** What {@link #updatedAtMs} was when it was moved to the end of that list. */
  long movedAtMs;

  /** Whether it waits to be written. */
  boolean dirty;

  /** Since when, by {@link System#nanoTime}. */
  long dirtySinceNanos;

  /** Whether IMap {@code discharges} holds it. */
  boolean inDischarges;

  /** Whether the other map may hold an older copy. */
  boolean mayBeInBoth;

  /** The due time that the store knows. */
  long announcedDueMs = PatientWindows.NEVER;

  PatientState(PatientKey key) {
    this.key = key;
    forgetStay();
  }

  /** Whether the patient is here: admitted or monitored, and not discharged since. */
  boolean isPresent() {
    return profile != null || eventCount > 0;
  }

  /** When the stay began by the profile; without one, NONE. */
  long admittedMs() {
    return profile == null ? NONE : profile.admittedAtMs();
  }

  /** Drops what belongs to the stay; keeps what later copies of its events must be judged by. */
  void forgetStay() {
    profile = null;
    eventCount = 0;
    last.clear();
    trend.clear();
    windows.clearReadings();
  }

  /**
   * The state as a row of IMap {@code patients}: columns for people, bytes for the next owner.
   *
   * @param out a buffer to pack it in
   */
  PatientRow toRow(PackedOutput out) {
    out.clear();
    out.writeByte(FORMAT);
    out.writeVarint(version);
    out.writeLong(dischargedMs);
    out.writeLong(eventTimeMs);
    out.writeText(eventId == null ? "" : eventId);
    fences.writeTo(out);
    late.writeTo(out);
    recent.writeTo(out, profile);
    seen.writeTo(out);
    windows.writeTo(out);
    last.writeTo(out);
    trend.writeTo(out);
    return new PatientRow(
        profile, last.values(), last.atMs(), updatedAtMs, eventCount, out.toBytes());
  }

  static PatientState fromRow(PatientKey key, PatientRow row) {
    PatientState state = new PatientState(key);
    PackedInput in = new PackedInput(row.state());
    try {
      in.readFormat(FORMAT, "a patient's state has");
      state.version = in.readVarint();
      state.dischargedMs = in.readLong();
      state.eventTimeMs = in.readLong();
      String eventId = in.readText();
      state.eventId = eventId.isEmpty() ? null : eventId;
      state.fences = Fences.readFrom(in);
      state.late = LateArrivals.readFrom(in);
      state.recent = RecentPanes.readFrom(in, row.profile());
      state.seen = SeenEvents.readFrom(in);
      state.windows = PatientWindows.readFrom(in);
      state.last = LastSigns.read(in, row.last(), row.lastAt());
      state.trend = News2Trend.readFrom(in);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("a patient's state ends too early", e);
    }
    state.profile = row.profile();
    state.eventCount = row.eventCount();
    state.updatedAtMs = row.updatedAtMs();
    return state;
  }

  @Override
  public String toString() {
    return "PatientState[partition=" + key.partition() + ", version=" + version + "]";
  }
}
