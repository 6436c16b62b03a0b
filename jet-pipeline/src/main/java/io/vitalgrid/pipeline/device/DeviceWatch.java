package io.vitalgrid.pipeline.device;

import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Reason;
import io.vitalgrid.pipeline.event.Refused;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Watches the devices of one lane's patients. Plain Java; not thread-safe. An event costs one look
 * into a hash table and a constant number of comparisons, and allocates nothing unless a device is
 * new, changes its status or is due to be reported.
 *
 * <p>Silence is judged when the watermark says that nothing older will come: each device waits in a
 * queue for the time at which it would be too long, and goes back into it if it was heard since.
 */
final class DeviceWatch {
  /**
   * How much longer than otherwise a device may be silent that nobody has heard since a restart:
   * the row of one that was may still be on its way.
   */
  private static final long AFTER_RESTART_MS = 60_000;

  /** Of one patient. */
  private static final int MAX_DEVICES = 16;

  /** A device whose pace is not known yet is looked at again after so long. */
  private static final long UNKNOWN_PACE_MS = 60_000;

  private final DevicePolicy policy;
  private final DeviceOutput output;
  private final Disagreement comparison;
  private final Map<String, PatientDevices> patients = new HashMap<>();
  private final PriorityQueue<DeviceState> byDue =
      new PriorityQueue<>(Comparator.comparingLong((DeviceState device) -> device.dueMs));

  /** Devices that have dropped out, in that order; some of them may be back. */
  private final ArrayDeque<DeviceState> gone = new ArrayDeque<>();

  private long watermarkMs = Arrivals.NEVER;
  private int size;

  DeviceWatch(DevicePolicy policy, DeviceOutput output) {
    this.policy = policy;
    this.output = output;
    comparison = new Disagreement(policy);
  }

  /** How many devices are remembered. */
  int size() {
    return size;
  }

  /** Vitals that the patient's state has taken, or that came too late for it; each once. */
  void hear(Vitals event) {
    if (event.deviceId() == null) {
      return;
    }
    long atMs = event.origin().timestampMs();
    PatientDevices devices = devicesOf(event.patient());
    DeviceState device = device(devices, event.deviceId(), event.patient(), atMs);
    device.hear(event, policy);
    if (devices.size() > 1) {
      device.compareFromNowOn();
      if (device.isComparisonDue()) {
        device.levels().compared(comparison.isApart(device, devices, atMs, policy));
      }
    }
    update(device, atMs);
  }

  /** A record of a known device that broke the contract. */
  void refuse(Refused record) {
    long atMs = record.recordMs();
    PatientDevices devices = devicesOf(record.patient());
    DeviceState device = device(devices, record.deviceId(), record.patient(), atMs);
    device.arrivals().add(atMs);
    device.count(record.seq());
    if (record.reason() == Reason.FUTURE_EVENT_TIME) {
      device.clock().add(atMs, atMs + policy.maxClockSkewMs()); // at least so far ahead
    } else {
      device.history().add(true);
    }
    update(device, atMs);
  }

  private PatientDevices devicesOf(PatientKey patient) {
    PatientDevices devices = patients.get(patient.id());
    if (devices == null) {
      devices = new PatientDevices();
      patients.put(patient.id(), devices);
    }
    return devices;
  }

  /** A sender of ever new ids must not cost ever more: the one silent for longest makes room. */
  private DeviceState device(
      PatientDevices devices, String deviceId, PatientKey patient, long atMs) {
    DeviceState known = devices.find(deviceId);
    if (known != null) {
      return known;
    }
    if (devices.size() == MAX_DEVICES) {
      remove(devices.silentForLongest());
    }
    DeviceState device = new DeviceState(deviceId, patient);
    device.sinceMs = atMs;
    device.dueMs = atMs + UNKNOWN_PACE_MS;
    devices.add(device);
    byDue.add(device);
    size++;
    output.appeared(device);
    return device;
  }

  /**
   * Takes over what was known of a device before a restart. Nothing is said of a device until then.
   *
   * @param known its row, or null if it has none
   */
  void adopt(DeviceState device, DeviceReport known) {
    device.adopted = true;
    if (known != null && known.patientId().equals(device.patient().id())) {
      device.arrivals().expect(known.expectedGapMs());
      for (Fault fault : Fault.named(known.faults())) {
        device.raise(fault, known.reason(), known.sinceMs());
      }
      if (device.status().equals(known.status())) {
        device.sinceMs = known.sinceMs();
      }
    }
    if (!device.orphan && !device.detached && device.arrivals().lastMs() != Arrivals.NEVER) {
      update(device, device.arrivals().lastMs());
    }
  }

  /**
   * Watches over a device that was there before a restart, until its patient's lane hears it. If
   * nobody does, it has dropped out.
   *
   * @param known its row
   */
  void watchOver(DeviceReport known) {
    boolean isHere =
        !known.status().equals(DeviceReport.DETACHED)
            && !known.status().equals(Fault.DROP_OUT.name());
    if (isHere && known.expectedGapMs() > 0) {
      DeviceState device = new DeviceState(known.deviceId(), new PatientKey(known.patientId(), 0));
      device.orphan = true;
      device.arrivals().add(known.lastSeenMs());
      size++;
      adopt(device, known);
      queue(device, device.arrivals().dueMs(policy) + policy.refreshMs() + AFTER_RESTART_MS);
    }
  }

  private void update(DeviceState device, long atMs) {
    if (!device.adopted) {
      return;
    }
    if (device.gone) { // it is back
      device.gone = false;
      queue(device, device.arrivals().dueMs(policy));
      clear(device, Fault.DROP_OUT, atMs);
    }
    int now = device.judge(policy);
    if (now != device.faults) {
      change(device, now, atMs);
    } else if (device.reportedMs == Arrivals.NEVER
        || atMs - device.reportedMs >= policy.refreshMs()) {
      report(device, atMs);
    }
  }

  private void change(DeviceState device, int now, long atMs) {
    int before = device.faults;
    for (Fault fault : Fault.in(before & ~now)) {
      clear(device, fault, atMs);
    }
    for (Fault fault : Fault.in(now & ~before)) {
      raise(device, fault, Reasons.of(fault, device, comparison, policy), atMs);
    }
    report(device, atMs);
  }

  private void raise(DeviceState device, Fault fault, String reason, long atMs) {
    device.raise(fault, reason, atMs);
    say(device, new StandingFault(fault, reason, atMs), DeviceChange.STANDING);
  }

  private void clear(DeviceState device, Fault fault, long atMs) {
    say(device, device.clear(fault, atMs), atMs);
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
            device.arrivals().expectedGapMs()));
  }

  /** The patient's stay has ended: the devices may go. */
  void discharge(Discharge event) {
    PatientDevices devices = patients.remove(event.patient().id());
    for (int i = 0; devices != null && i < devices.size(); i++) {
      DeviceState device = devices.get(i);
      device.detached = true;
      size--;
      output.silent(device);
    }
  }

  void advance(long newWatermarkMs) {
    watermarkMs = Math.max(watermarkMs, newWatermarkMs);
  }

  /**
   * Looks at devices that may have been silent for too long, so many at most.
   *
   * @return whether there was one
   */
  boolean checkDue(int maxDevices) {
    int looked = 0;
    for (; looked < maxDevices && isDue(byDue.peek()); looked++) {
      DeviceState device = byDue.remove();
      if (!device.detached) {
        look(device);
      }
    }
    for (; looked < maxDevices && isForgettable(gone.peek()); looked++) {
      DeviceState device = gone.remove();
      if (device.gone && !device.detached) {
        remove(device);
      }
    }
    return looked > 0;
  }

  private boolean isDue(DeviceState device) {
    return device != null && device.dueMs <= watermarkMs;
  }

  private boolean isForgettable(DeviceState device) {
    return device != null
        && (!device.gone || device.arrivals().lastMs() + policy.ttlMs() <= watermarkMs);
  }

  private void look(DeviceState device) {
    if (device.arrivals().lastMs() + policy.ttlMs() <= watermarkMs) {
      remove(device);
    } else if (!device.arrivals().isLearned()) {
      queue(device, watermarkMs + UNKNOWN_PACE_MS);
    } else if (device.isHeard(watermarkMs, policy)) {
      queue(device, device.arrivals().dueMs(policy));
    } else {
      output.silent(device);
    }
  }

  private void queue(DeviceState device, long dueMs) {
    device.dueMs = dueMs;
    byDue.add(device);
  }

  private void remove(DeviceState device) {
    device.detached = true;
    PatientDevices devices = patients.get(device.patient().id());
    if (devices != null) {
      devices.remove(device);
      if (devices.size() == 0) {
        patients.remove(device.patient().id());
      }
    }
    size--;
  }

  /**
   * Judges a device that is silent, or whose patient was discharged.
   *
   * @param known its row, or null: if another patient's lane has heard it since, it has moved
   */
  void judgeSilent(DeviceState device, DeviceReport known) {
    long lastMs = device.arrivals().lastMs();
    boolean heardElsewhere = known != null && known.lastSeenMs() > lastMs;
    if (device.detached) {
      detach(device, heardElsewhere);
    } else if (heardElsewhere && device.orphan) {
      remove(device);
    } else if (heardElsewhere && !known.patientId().equals(device.patient().id())) {
      remove(device);
      device.standing.forEach(fault -> say(device, fault, known.lastSeenMs()));
    } else if (device.isHeard(watermarkMs, policy)) {
      queue(device, device.arrivals().dueMs(policy));
    } else {
      long dueMs = device.arrivals().dueMs(policy);
      if (Fault.DROP_OUT.isIn(device.faults)) { // of a sensor, until now
        clear(device, Fault.DROP_OUT, dueMs);
      }
      raise(device, Fault.DROP_OUT, Reasons.silent(device.arrivals(), policy), dueMs);
      report(device, dueMs);
      device.gone = true;
      gone.add(device);
    }
  }

  private void detach(DeviceState device, boolean heardElsewhere) {
    long atMs = device.arrivals().lastMs();
    device.standing.forEach(fault -> say(device, fault, atMs));
    if (!heardElsewhere) {
      output.report(
          new DeviceReport(
              device.id(),
              device.patient().id(),
              DeviceReport.DETACHED,
              "its patient was discharged",
              "",
              atMs,
              atMs,
              device.arrivals().expectedGapMs()));
    }
  }
}
