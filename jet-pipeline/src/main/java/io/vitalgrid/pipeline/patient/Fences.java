package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * The Kafka offset applied last, for each partition that the patient's events came from: what a
 * restart replays at or below it has been applied already.
 */
final class Fences {
  private long topicId;

  /** Of each partition its number and that offset. */
  private long[] applied = {};

  /**
   * Enters where an event was read.
   *
   * @return false if the event was applied before
   */
  boolean pass(Origin origin) {
    if (origin.topicId() != topicId) {
      topicId = origin.topicId();
      applied = new long[0];
    }
    for (int i = 0; i < applied.length; i += 2) {
      if (applied[i] == origin.partition()) {
        if (origin.offset() <= applied[i + 1]) {
          return false;
        }
        applied[i + 1] = origin.offset();
        return true;
      }
    }
    applied = Arrays.copyOf(applied, applied.length + 2);
    applied[applied.length - 2] = origin.partition();
    applied[applied.length - 1] = origin.offset();
    return true;
  }

  void writeTo(PackedOutput out) {
    out.writeLong(topicId);
    out.writeVarint(applied.length / 2);
    for (long number : applied) {
      out.writeVarint(number);
    }
  }

  static Fences readFrom(PackedInput in) {
    Fences fences = new Fences();
    fences.topicId = in.readLong();
    fences.applied = new long[2 * in.readCount()];
    for (int i = 0; i < fences.applied.length; i++) {
      fences.applied[i] = in.readVarint();
    }
    return fences;
  }
}
