package io.vitalgrid.pipeline.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A watch without a grid: what it says is kept, and what it asks is answered at once. */
final class Watched implements DeviceOutput {
  static final long SLIDE_MS = 60_000;

  /** The settings' defaults. */
  static final DevicePolicy DEFAULTS =
      new DevicePolicy(
          10_000, 6, 5_000, 10, 1_000, 10_000, 12, 8, 0.03, 4, 1.0, 24L * 3600 * 1000, SLIDE_MS);

  final DeviceWatch watch;
  final List<DeviceChange> changes = new ArrayList<>();
  final Map<String, DeviceReport> table = new HashMap<>();
  int reports;

  Watched() {
    this(DEFAULTS);
  }

  Watched(DevicePolicy policy) {
    watch = new DeviceWatch(policy, this);
  }

  /** The faults found, as texts such as {@code STUCK raised}. */
  List<String> said() {
    return changes.stream()
        .map(change -> change.fault() + (change.isCleared() ? " cleared" : " raised"))
        .toList();
  }

  String status(String deviceId) {
    return table.get(deviceId).status();
  }

  @Override
  public void report(DeviceReport report) {
    reports++;
    table.put(report.deviceId(), report);
  }

  @Override
  public void change(DeviceChange change) {
    changes.add(change);
  }

  @Override
  public void appeared(DeviceState device) {
    watch.adopt(device, table.get(device.id()));
  }

  @Override
  public void silent(DeviceState device) {
    watch.judgeSilent(device, table.get(device.id()));
  }
}
