package io.vitalgrid.pipeline.alert;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.patient.Pane;

/**
 * What a lane knows of a patient with whom something is, or lately was, wrong; the others have
 * none. Owned by the patient's lane.
 */
final class PatientAlerts {
  private static final int FORMAT = 2;

  final String id;
  private final Watch[] watches = new Watch[AlertKind.COUNT];

  /** Window and revision of the newest pane seen: what is not beyond it is a repetition. */
  private long endMs = Long.MIN_VALUE;

  private int revision;

  /** Event time of that pane, epoch ms. */
  long nowMs = Long.MIN_VALUE;

  /** Event time at which the last stay ended, epoch ms. */
  long stayEndMs = Long.MIN_VALUE;

  /** From the clock on, one more with each change: of two copies, the higher one is the newer. */
  long version;

  /** When it was last heard of the patient, by this member's clock; not written. */
  long touchedMs;

  PatientAlerts(String id) {
    this.id = id;
  }

  /**
   * Takes note of a pane of the newest window.
   *
   * @return false if it, or a newer one, was seen before, or if it is of a stay that has ended
   */
  boolean pass(Pane pane, long paneNowMs) {
    if (paneNowMs <= stayEndMs) {
      return false;
    }
    if (pane.endMs() < endMs || (pane.endMs() == endMs && pane.revision() <= revision)) {
      return false;
    }
    endMs = pane.endMs();
    revision = pane.revision();
    nowMs = paneNowMs;
    return true;
  }

  /**
   * @return null if there is nothing to know of that kind
   */
  Watch watch(AlertKind kind) {
    return watches[kind.index()];
  }

  Watch start(AlertKind kind) {
    Watch watch = new Watch(kind);
    watches[kind.index()] = watch;
    return watch;
  }

  boolean isOpen(AlertKind kind) {
    Watch watch = watches[kind.index()];
    return watch != null && watch.isOpen();
  }

  boolean hasOpen() {
    for (Watch watch : watches) {
      if (watch != null && watch.isOpen()) {
        return true;
      }
    }
    return false;
  }

  boolean isUnsaid() {
    for (Watch watch : watches) {
      if (watch != null && watch.isUnsaid()) {
        return true;
      }
    }
    return false;
  }

  /** The snapshot under way covers what people were told until now. */
  void seal() {
    for (Watch watch : watches) {
      if (watch != null && watch.episode != null) {
        watch.episode.sealed = watch.episode.revision;
      }
    }
  }

  /**
   * That snapshot is complete.
   *
   * @return whether it changed anything
   */
  boolean confirm() {
    boolean confirmed = false;
    for (Watch watch : watches) {
      if (watch != null && watch.isUnsaid() && watch.episode.sealed > watch.episode.said) {
        watch.episode.said = watch.episode.sealed;
        confirmed = true;
      }
    }
    return confirmed;
  }

  /** What a snapshot has of these alerts was said before it. */
  void learnSaid(PatientAlerts snapshot) {
    for (int i = 0; i < watches.length; i++) {
      Episode mine = watches[i] == null ? null : watches[i].episode;
      Episode its = snapshot.watches[i] == null ? null : snapshot.watches[i].episode;
      if (mine != null && its != null && mine.raisedAtMs == its.raisedAtMs) {
        mine.said = Math.max(mine.said, its.revision);
      }
    }
  }

  /** Lets go of kinds of which nothing will be needed. */
  void dropIdle(AlertPolicy policy) {
    for (int i = 0; i < watches.length; i++) {
      if (watches[i] != null && watches[i].isIdle(nowMs, policy)) {
        watches[i] = null;
      }
    }
  }

  boolean isEmpty() {
    for (Watch watch : watches) {
      if (watch != null) {
        return false;
      }
    }
    return true;
  }

  /** A stay ended: what is over by then needs no cool-down in the next. */
  void endStay(long atMs) {
    stayEndMs = Math.max(stayEndMs, atMs);
    for (int i = 0; i < watches.length; i++) {
      if (watches[i] != null && !watches[i].isUnsaid()) {
        watches[i] = null;
      }
    }
    endMs = Long.MIN_VALUE;
  }

  /**
   * @param out a buffer to pack it in
   */
  byte[] pack(PackedOutput out) {
    out.clear();
    out.writeByte(FORMAT);
    out.writeVarint(version);
    out.writeLong(endMs);
    out.writeVarint(revision);
    out.writeLong(nowMs);
    out.writeLong(stayEndMs);
    for (Watch watch : watches) {
      if (watch != null) {
        watch.writeTo(out);
      }
    }
    return out.toBytes();
  }

  static PatientAlerts unpack(String id, byte[] packed) {
    PackedInput in = new PackedInput(packed);
    in.readFormat(FORMAT, "the state of a patient's alerts has");
    PatientAlerts alerts = new PatientAlerts(id);
    alerts.version = in.readVarint();
    alerts.endMs = in.readLong();
    alerts.revision = in.readCount();
    alerts.nowMs = in.readLong();
    alerts.stayEndMs = in.readLong();
    while (in.hasMore()) {
      Watch watch = Watch.readFrom(in);
      alerts.watches[watch.kind.index()] = watch;
    }
    return alerts;
  }

  @Override
  public String toString() {
    return "PatientAlerts[version=" + version + "]";
  }
}
