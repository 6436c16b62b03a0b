package io.vitalgrid.loadgen.event;

/**
 * One record to send, and what its maker knows about it. The stream fills the same instance again
 * and again: it holds until the next call, on the thread that made it.
 */
public final class Event {
  Kind kind;
  int patient;
  long seq;
  long timeMs;
  byte[] key;
  byte[] value;

  Event() {}

  public Kind kind() {
    return kind;
  }

  /** The patient's place in the cohort, from 0. */
  public int patient() {
    return patient;
  }

  /** The device's number for vitals and their duplicates; -1 for other records. */
  public long seq() {
    return seq;
  }

  /** Epoch milliseconds: when it was measured, or took effect. */
  public long timeMs() {
    return timeMs;
  }

  /** The patient id. Not to be changed: it is the same array each time. */
  public byte[] key() {
    return key;
  }

  /** The JSON. The array is filled anew by the next event of the same length. */
  public byte[] value() {
    return value;
  }

  @Override
  public String toString() {
    return "Event[" + kind + "]";
  }
}
