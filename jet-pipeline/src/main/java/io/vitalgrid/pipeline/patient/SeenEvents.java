package io.vitalgrid.pipeline.patient;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayList;
import java.util.List;

/** Recognises a patient's events by device and number, however long ago the first copy came. */
final class SeenEvents {
  /** Soft bound, kept like that of {@link SequenceRuns}. */
  static final int MAX_DEVICES = 16;

  private record Device(String id, SequenceRuns runs) {}

  private final List<Device> devices = new ArrayList<>(1);

  /**
   * Enters an event.
   *
   * @param horizonMs events dated before this are too late for every window
   * @return false if the event was seen before
   */
  boolean add(String deviceId, long seq, long timeMs, long horizonMs) {
    return runs(deviceId, horizonMs).add(seq, timeMs, horizonMs);
  }

  private SequenceRuns runs(String deviceId, long horizonMs) {
    for (int i = 0; i < devices.size(); i++) {
      if (devices.get(i).id.equals(deviceId)) {
        return devices.get(i).runs;
      }
    }
    if (devices.size() >= MAX_DEVICES) {
      devices.removeIf(device -> device.runs.latestMs() < horizonMs);
    }
    Device device = new Device(deviceId, new SequenceRuns());
    devices.add(device);
    return device.runs;
  }

  void writeTo(PackedOutput out) {
    out.writeVarint(devices.size());
    for (int i = 0; i < devices.size(); i++) {
      out.writeText(devices.get(i).id);
      devices.get(i).runs.writeTo(out);
    }
  }

  static SeenEvents readFrom(PackedInput in) {
    SeenEvents seen = new SeenEvents();
    for (int n = in.readCount(); n > 0; n--) {
      seen.devices.add(new Device(in.readText(), SequenceRuns.readFrom(in)));
    }
    return seen;
  }
}
