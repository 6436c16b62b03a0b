package io.vitalgrid.pipeline.alert;

import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Locale;

/**
 * One alert from when it was raised: open, or over but not yet forgotten. Owned by the patient's
 * lane.
 */
final class Episode {
  static final long NONE = Long.MIN_VALUE;

  /** Where an alert stands. */
  enum Status {
    OPEN,
    /** The condition was over, or the patient left. */
    CLEARED,
    /** Late readings showed that there was no reason for it. */
    WITHDRAWN;

    private static final Status[] ALL = values();
  }

  final long raisedAtMs;
  final long windowStartMs;
  final long windowEndMs;

  /** Why it was raised, in words. */
  final String cause;

  /** Parameters that the score lacked then: a bit each. */
  final int missing;

  Status status = Status.OPEN;
  long clearedAtMs = NONE;

  /** What has become of it since, in words; null for nothing. */
  String note;

  /** Whether the window that raised it still says so. */
  boolean windowStands = true;

  /** Grows with each change that people are told of. */
  int revision = 1;

  /** The revision up to which a complete snapshot covers that they were. */
  int said;

  /** The revision that the snapshot under way covers; not written. */
  int sealed;

  Episode(long raisedAtMs, long windowStartMs, long windowEndMs, String cause, int missing) {
    this.raisedAtMs = raisedAtMs;
    this.windowStartMs = windowStartMs;
    this.windowEndMs = windowEndMs;
    this.cause = cause;
    this.missing = missing;
  }

  boolean isOpen() {
    return status == Status.OPEN;
  }

  /** What people were told last. */
  AlertChange.Change lastChange() {
    return switch (status) {
      case OPEN -> revision == 1 ? AlertChange.Change.RAISED : AlertChange.Change.AMENDED;
      case CLEARED -> AlertChange.Change.CLEARED;
      case WITHDRAWN -> AlertChange.Change.WITHDRAWN;
    };
  }

  /** The same whenever the same stream is read: who, what, and since when. */
  String id(String patientId, AlertKind kind) {
    return patientId + "/" + kind.name().toLowerCase(Locale.ROOT) + "/" + raisedAtMs;
  }

  AlertRow row(String patientId, AlertKind kind) {
    return new AlertRow(
        patientId,
        kind.name(),
        kind.severity(),
        note == null ? cause : cause + " " + note,
        raisedAtMs,
        clearedAtMs,
        status.name(),
        revision,
        windowStartMs,
        windowEndMs);
  }

  /** The row as it was when the alert was raised. */
  AlertRow rowAsRaised(String patientId, AlertKind kind) {
    return new AlertRow(
        patientId,
        kind.name(),
        kind.severity(),
        cause,
        raisedAtMs,
        NONE,
        Status.OPEN.name(),
        1,
        windowStartMs,
        windowEndMs);
  }

  void writeTo(PackedOutput out) {
    out.writeLong(raisedAtMs);
    out.writeLong(windowStartMs);
    out.writeLong(windowEndMs);
    out.writeText(cause);
    out.writeVarint(missing);
    out.writeByte(status.ordinal());
    out.writeLong(clearedAtMs);
    out.writeText(note == null ? "" : note);
    out.writeByte(windowStands ? 1 : 0);
    out.writeVarint(revision);
    out.writeVarint(said);
  }

  static Episode readFrom(PackedInput in) {
    Episode episode =
        new Episode(in.readLong(), in.readLong(), in.readLong(), in.readText(), in.readCount());
    episode.status = Status.ALL[in.readByte()];
    episode.clearedAtMs = in.readLong();
    String note = in.readText();
    episode.note = note.isEmpty() ? null : note;
    episode.windowStands = in.readByte() == 1;
    episode.revision = in.readCount();
    episode.said = in.readCount();
    return episode;
  }
}
