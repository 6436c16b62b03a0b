package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * A patient's events that came too late since the last snapshot: their rows may not have arrived
 * when the member dies, and a replay must not judge them anew. Few, and soon forgotten.
 */
final class LateArrivals {
  /** The number of a lane's first snapshot. */
  static final long FIRST_SNAPSHOT = 1;

  /**
   * @param snapshot the snapshot that covers it, by number in this lane
   */
  record Arrival(int partition, long offset, long watermarkMs, long latenessMs, long snapshot) {}

  private final List<Arrival> arrivals = new ArrayList<>(0);
  private long topicId;

  void add(Origin origin, long watermarkMs, long latenessMs, long snapshot) {
    if (origin.topicId() != topicId) {
      topicId = origin.topicId();
      arrivals.clear();
    }
    arrivals.add(
        new Arrival(origin.partition(), origin.offset(), watermarkMs, latenessMs, snapshot));
  }

  /**
   * @return how it was judged, or null if it was not too late or that is long ago
   */
  Arrival find(Origin origin) {
    for (int i = 0; i < arrivals.size(); i++) {
      Arrival arrival = arrivals.get(i);
      if (arrival.offset == origin.offset()
          && arrival.partition == origin.partition()
          && topicId == origin.topicId()) {
        return arrival;
      }
    }
    return null;
  }

  /** Forgets what the snapshots up to this one cover. */
  void forget(long snapshot) {
    if (!arrivals.isEmpty()) {
      arrivals.removeIf(arrival -> arrival.snapshot <= snapshot);
    }
  }

  void writeTo(PackedOutput out) {
    out.writeVarint(arrivals.size());
    if (arrivals.isEmpty()) {
      return;
    }
    out.writeLong(topicId);
    for (Arrival arrival : arrivals) {
      out.writeVarint(arrival.partition);
      out.writeVarint(arrival.offset);
      out.writeSigned(arrival.watermarkMs);
      out.writeSigned(arrival.latenessMs);
    }
  }

  /** As of the first snapshot of a new lane. */
  static LateArrivals readFrom(PackedInput in) {
    LateArrivals late = new LateArrivals();
    int size = in.readCount();
    if (size > 0) {
      late.topicId = in.readLong();
      for (int i = 0; i < size; i++) {
        late.arrivals.add(
            new Arrival(
                in.readCount(), in.readVarint(), in.readSigned(), in.readSigned(), FIRST_SNAPSHOT));
      }
    }
    return late;
  }
}
