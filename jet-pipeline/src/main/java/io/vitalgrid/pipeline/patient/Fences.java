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
  private int[] partitions = {};
  private long[] offsets = {};

  /**
   * Enters where an event was read.
   *
   * @return false if the event was applied before
   */
  boolean pass(Origin origin) {
    if (origin.topicId() != topicId) {
      topicId = origin.topicId();
      partitions = new int[0];
      offsets = new long[0];
    }
    for (int i = 0; i < partitions.length; i++) {
      if (partitions[i] == origin.partition()) {
        if (origin.offset() <= offsets[i]) {
          return false;
        }
        offsets[i] = origin.offset();
        return true;
      }
    }
    partitions = Arrays.copyOf(partitions, partitions.length + 1);
    offsets = Arrays.copyOf(offsets, offsets.length + 1);
    partitions[partitions.length - 1] = origin.partition();
    offsets[offsets.length - 1] = origin.offset();
    return true;
  }

  void writeTo(PackedOutput out) {
    out.writeLong(topicId);
    out.writeVarint(partitions.length);
    for (int i = 0; i < partitions.length; i++) {
      out.writeVarint(partitions[i]);
      out.writeVarint(offsets[i]);
    }
  }

  static Fences readFrom(PackedInput in) {
    Fences fences = new Fences();
    fences.topicId = in.readLong();
    int size = in.readCount();
    fences.partitions = new int[size];
    fences.offsets = new long[size];
    for (int i = 0; i < size; i++) {
      fences.partitions[i] = in.readCount();
      fences.offsets[i] = in.readVarint();
    }
    return fences;
  }
}
