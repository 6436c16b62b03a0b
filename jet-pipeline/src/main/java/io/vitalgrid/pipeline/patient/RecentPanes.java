package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.ArrayList;
import java.util.List;

/**
 * A patient's settled panes since the last snapshot, the latest of each window: when the member
 * dies they may not have arrived, and by then their frames may be gone. EARLY panes are not kept:
 * that of the newest window can be made again at any time.
 */
final class RecentPanes {
  private static final Timing[] TIMINGS = Timing.values();
  private static final int NO_PROFILE = 0;
  private static final int SAME_PROFILE = 1;
  private static final int OTHER_PROFILE = 2;

  /**
   * @param stats the window's content, packed
   * @param snapshot the snapshot that covers it, by number in this lane
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Entry(
      Timing timing,
      long endMs,
      int revision,
      int lateEvents,
      byte[] stats,
      int news2,
      long nowMs,
      String eventId,
      long eventTimeMs,
      Profile profile,
      long snapshot) {}

  private final List<Entry> entries = new ArrayList<>(0);

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * @param out a buffer to pack it in
   */
  void add(Pane pane, WindowStats stats, long snapshot, PackedOutput out) {
    entries.removeIf(entry -> entry.endMs == pane.endMs());
    out.clear();
    stats.writeTo(out);
    entries.add(
        new Entry(
            pane.timing(),
            pane.endMs(),
            pane.revision(),
            pane.lateEvents(),
            out.toBytes(),
            pane.news2(),
            pane.nowMs(),
            pane.eventId(),
            pane.eventTimeMs(),
            pane.profile(),
            snapshot));
  }

  /** Forgets what the snapshots up to this one cover. */
  void forget(long snapshot) {
    if (!entries.isEmpty() && entries.get(0).snapshot <= snapshot) { // the first is the oldest
      int covered = entries.size();
      while (entries.get(covered - 1).snapshot > snapshot) {
        covered--;
      }
      entries.subList(0, covered).clear();
    }
  }

  /** The panes as they were fired, but for which of them is the newest window's last one now. */
  List<Pane> of(PatientState patient, NewestPane newest) {
    List<Pane> panes = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      panes.add(
          new Pane(
              patient.key,
              entry.profile,
              entry.timing,
              entry.endMs,
              entry.revision,
              entry.lateEvents,
              patient.isPresent() && newest.is(entry.endMs, entry.revision),
              patient.windows.readStats(new PackedInput(entry.stats)),
              entry.news2,
              News2Trend.NONE,
              entry.nowMs,
              null,
              entry.eventId,
              entry.eventTimeMs,
              Pane.NO_TIME));
    }
    return panes;
  }

  /** Whether a pane is the last of the patient's newest window. */
  interface NewestPane {
    boolean is(long endMs, int revision);
  }

  /**
   * @param current the patient's profile, which most entries have
   */
  void writeTo(PackedOutput out, Profile current) {
    out.writeVarint(entries.size());
    for (Entry entry : entries) {
      out.writeByte(entry.timing.ordinal());
      out.writeSigned(entry.endMs);
      out.writeVarint(entry.revision);
      out.writeVarint(entry.lateEvents);
      out.writeBytes(entry.stats);
      out.writeSigned(entry.news2);
      out.writeLong(entry.nowMs);
      out.writeText(entry.eventId == null ? "" : entry.eventId);
      out.writeLong(entry.eventTimeMs);
      if (entry.profile == null) {
        out.writeByte(NO_PROFILE);
      } else if (entry.profile.equals(current)) {
        out.writeByte(SAME_PROFILE);
      } else {
        out.writeByte(OTHER_PROFILE);
        PackedProfile.write(out, entry.profile);
      }
    }
  }

  /** As of the first snapshot of a new lane. */
  static RecentPanes readFrom(PackedInput in, Profile current) {
    RecentPanes panes = new RecentPanes();
    for (int n = in.readCount(); n > 0; n--) {
      panes.entries.add(
          new Entry(
              TIMINGS[in.readByte()],
              in.readSigned(),
              in.readCount(),
              in.readCount(),
              in.readBytes(),
              (int) in.readSigned(),
              in.readLong(),
              emptyToNull(in.readText()),
              in.readLong(),
              readProfile(in, current),
              LateArrivals.FIRST_SNAPSHOT));
    }
    return panes;
  }

  private static Profile readProfile(PackedInput in, Profile current) {
    return switch (in.readByte()) {
      case NO_PROFILE -> null;
      case SAME_PROFILE -> current;
      default -> PackedProfile.read(in);
    };
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
