package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/** What is known of one kind of alert of one patient. Owned by the patient's lane. */
final class Watch {
  static final long NONE = Episode.NONE;

  final AlertKind kind;

  /** Since when the condition holds; {@link #NONE} if it does not. */
  long holdsSinceMs = NONE;

  /** Since when the open alert's condition is over; {@link #NONE} if it is not. */
  long overSinceMs = NONE;

  /** The alert that is open, or the last one that was; null if there was none lately. */
  Episode episode;

  /** The newest value; NaN after a restart; not written. */
  double value = Double.NaN;

  Watch(AlertKind kind) {
    this.kind = kind;
  }

  boolean isOpen() {
    return episode != null && episode.isOpen();
  }

  /** Ends the open alert. */
  void end(Episode.Status status, long nowMs, String note) {
    episode.status = status;
    episode.clearedAtMs = Math.max(nowMs, episode.raisedAtMs);
    episode.note = note;
    episode.revision++;
    holdsSinceMs = Watch.NONE;
    overSinceMs = Watch.NONE;
  }

  /** Whether nothing of it will be needed any more. */
  boolean isIdle(long nowMs, AlertPolicy policy) {
    if (holdsSinceMs != NONE) {
      return false;
    }
    if (episode == null) {
      return true;
    }
    long keepMs = Math.max(policy.coolDownMs(), policy.correctableMs());
    return !episode.isOpen() && !isUnsaid() && nowMs - episode.clearedAtMs >= keepMs;
  }

  /** Whether people may not have heard of its last change. */
  boolean isUnsaid() {
    return episode != null && episode.said < episode.revision;
  }

  void writeTo(PackedOutput out) {
    out.writeByte(kind.index());
    out.writeLong(holdsSinceMs);
    out.writeLong(overSinceMs);
    out.writeByte(episode == null ? 0 : 1);
    if (episode != null) {
      episode.writeTo(out);
    }
  }

  static Watch readFrom(PackedInput in) {
    Watch watch = new Watch(AlertKind.of(in.readByte()));
    watch.holdsSinceMs = in.readLong();
    watch.overSinceMs = in.readLong();
    watch.episode = in.readByte() == 0 ? null : Episode.readFrom(in);
    return watch;
  }
}
