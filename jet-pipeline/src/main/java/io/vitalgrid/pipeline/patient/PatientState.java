package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.window.PatientWindows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Everything the grid knows of one patient. Owned by the lane of the patient's Hazelcast partition:
 * only that processor's thread touches it.
 */
final class PatientState {
  static final long NONE = PatientWindows.NONE;

  /** First byte of the binary form; a form this code does not know is refused, not guessed. */
  private static final int FORMAT = 1;

  final PatientKey key;
  PatientWindows windows = new PatientWindows();
  SeenEvents seen = new SeenEvents();
  Fences fences = new Fences();
  Profile profile;
  final double[] last = new double[Vital.COUNT];
  final long[] lastAtMs = new long[Vital.COUNT];
  long eventCount;
  long dischargedMs = NONE;

  /** Event that changed the state last, as the predictions name it. */
  String eventId;

  long eventTimeMs = NONE;

  /** Grows with each change: of two copies of a state, the higher one is the newer. */
  long version;

  long updatedAtMs;

  // From here on nothing that is written: where the state stands in this lane's books.

  /** Whether it was read back after a restart, and panes fired before that may be missing. */
  boolean restored;

  /** Whether the store holds it. */
  boolean stored;

  /** Whether it waits to be written. */
  boolean dirty;

  /** Whether IMap {@code discharges} holds it. */
  boolean inDischarges;

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

  /** Drops what belongs to the stay; keeps what later copies of its events must be judged by. */
  void forgetStay() {
    profile = null;
    eventCount = 0;
    Arrays.fill(last, Double.NaN);
    Arrays.fill(lastAtMs, NONE);
    windows.clearReadings();
  }

  void count(Vitals event) {
    eventCount++;
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(event.values()[v]) && event.eventTimeMs() >= lastAtMs[v]) {
        last[v] = event.values()[v];
        lastAtMs[v] = event.eventTimeMs();
      }
    }
  }

  /** The state as a row of IMap {@code patients}: columns for people, bytes for the next owner. */
  PatientRow toRow() {
    return new PatientRow(
        profile, last.clone(), lastAtMs.clone(), updatedAtMs, eventCount, toBytes());
  }

  private byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(version);
      out.writeLong(dischargedMs);
      out.writeLong(eventTimeMs);
      out.writeUTF(eventId == null ? "" : eventId);
      fences.writeTo(out);
      seen.writeTo(out);
      windows.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static PatientState fromRow(PatientKey key, PatientRow row) {
    PatientState state = new PatientState(key);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row.state()))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException(
            "a patient's state has format "
                + format
                + ", this version reads "
                + FORMAT
                + ": start a grid with another grid.cluster-name, or run the older version");
      }
      state.version = in.readLong();
      state.dischargedMs = in.readLong();
      state.eventTimeMs = in.readLong();
      String eventId = in.readUTF();
      state.eventId = eventId.isEmpty() ? null : eventId;
      state.fences = Fences.readFrom(in);
      state.seen = SeenEvents.readFrom(in);
      state.windows = PatientWindows.readFrom(in);
    } catch (IOException e) {
      throw new UncheckedIOException("a patient's state ends too early", e);
    }
    state.profile = row.profile();
    System.arraycopy(row.last(), 0, state.last, 0, Vital.COUNT);
    System.arraycopy(row.lastAt(), 0, state.lastAtMs, 0, Vital.COUNT);
    state.eventCount = row.eventCount();
    state.updatedAtMs = row.updatedAtMs();
    return state;
  }

  @Override
  public String toString() {
    return "PatientState[partition=" + key.partition() + ", version=" + version + "]";
  }
}
