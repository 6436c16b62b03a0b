package io.vitalgrid.grid.row;

/** The state of one patient: what SQL shows of it, and the operator's own state beside it. */
public final class PatientRow {
  private final Profile profile;
  private final double[] last;
  private final long[] lastAt;
  private final long updatedAtMs;
  private final long eventCount;
  private final byte[] state;

  /**
   * A state.
   *
   * @param profile or null before the admission is known
   * @param last newest value of each vital by ordinal, NaN where absent
   * @param lastAt its event time, epoch ms, {@link Times#NONE} where absent
   * @param updatedAtMs when the state changed last, epoch ms
   * @param eventCount events applied since the stay began
   * @param state the operator's state, opaque here and no SQL column
   */
  public PatientRow(
      Profile profile,
      double[] last,
      long[] lastAt,
      long updatedAtMs,
      long eventCount,
      byte[] state) {
    this.profile = profile;
    this.last = Vitals.checked("last", last);
    this.lastAt = Vitals.checked("lastAt", lastAt);
    this.updatedAtMs = updatedAtMs;
    this.eventCount = eventCount;
    this.state = state;
  }

  public Profile profile() {
    return profile;
  }

  public double[] last() {
    return last;
  }

  public long[] lastAt() {
    return lastAt;
  }

  public long updatedAtMs() {
    return updatedAtMs;
  }

  public long eventCount() {
    return eventCount;
  }

  public byte[] state() {
    return state;
  }

  /** Says only how much, for this is a patient's data. */
  @Override
  public String toString() {
    return "PatientRow[eventCount=" + eventCount + ", stateBytes=" + state.length + "]";
  }
}
