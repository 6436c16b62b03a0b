package io.vitalgrid.pipeline.device;

/**
 * Keeps the status of devices, and says what changes: each fault when it is found and when over.
 */
final class StatusKeeper {
  private final DevicePolicy policy;
  private final DeviceOutput output;
  private final Disagreement comparison;

  StatusKeeper(DevicePolicy policy, DeviceOutput output, Disagreement comparison) {
    this.policy = policy;
    this.output = output;
    this.comparison = comparison;
  }

  /** Brings the status in line with what was heard. */
  void update(DeviceState device, long atMs) {
    int before = device.faults;
    int now = device.judge(policy);
    if (now != before) {
      for (Fault fault : Fault.in(before & ~now)) {
        clear(device, fault, atMs);
      }
      for (Fault fault : Fault.in(now & ~before)) {
        raise(device, fault, Reasons.of(fault, device, comparison, policy), atMs);
      }
      report(device, atMs);
    } else if (device.reportedMs == Arrivals.NEVER
        || atMs - device.reportedMs >= policy.refreshMs()) {
      report(device, atMs);
    }
  }

  /** Nothing comes from it any more. */
  void dropOut(DeviceState device, long atMs) {
    clear(device, Fault.DROP_OUT, atMs); // of a sensor, until now
    raise(device, Fault.DROP_OUT, Reasons.silent(device.arrivals(), policy), atMs);
    report(device, atMs);
  }

  /** It is heard again, and to be reported in any case. */
  void comeBack(DeviceState device, long atMs) {
    clear(device, Fault.DROP_OUT, atMs);
    device.reportedMs = Arrivals.NEVER;
  }

  private void raise(DeviceState device, Fault fault, String reason, long atMs) {
    device.raise(fault, reason, atMs);
    say(device, new StandingFault(fault, reason, atMs), DeviceChange.STANDING);
  }

  private void clear(DeviceState device, Fault fault, long atMs) {
    if (fault.isIn(device.faults)) {
      say(device, device.clear(fault, atMs), atMs);
    }
  }

  /** The faults of a device that is not watched here any more are over. */
  void end(DeviceState device, long atMs) {
    device.standing.forEach(
        fault -> say(device, fault, Math.max(atMs, fault.raisedAtMs()))); // of silence: foreseen
  }

  private void say(DeviceState device, StandingFault fault, long clearedAtMs) {
    output.change(
        new DeviceChange(
            device.id(),
            device.patient(),
            fault.fault(),
            fault.reason(),
            fault.raisedAtMs(),
            clearedAtMs));
  }

  private void report(DeviceState device, long atMs) {
    device.reportedMs = atMs;
    output.report(
        new DeviceReport(
            device.id(),
            device.patient().id(),
            device.status(),
            device.reason(),
            device.faultNames(),
            device.sinceMs,
            device.arrivals().lastMs(),
            device.arrivals().expectedGapMs(),
            StandingFault.print(device.standing)));
  }

  void reportDetached(DeviceState device, long atMs) {
    output.report(
        new DeviceReport(
            device.id(),
            device.patient().id(),
            DeviceReport.DETACHED,
            "its patient was discharged",
            "",
            atMs,
            atMs,
            device.arrivals().expectedGapMs(),
            ""));
  }
}
