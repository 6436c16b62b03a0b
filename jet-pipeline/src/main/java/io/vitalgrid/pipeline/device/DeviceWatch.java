package io.vitalgrid.pipeline.device;

import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Reason;
import io.vitalgrid.pipeline.event.Refused;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches the devices of one lane's patients. Plain Java; not thread-safe. An event costs one look
 * into a hash table and a constant number of comparisons, and allocates nothing unless a device is
 * new, changes its status or is due to be reported.
 */
final class DeviceWatch {
  /**
   * How much longer than otherwise a device may be silent that nobody has heard since a restart:
   * the row of one that was may still be on its way.
   */
  private static final long AFTER_RESTART_MS = 60_000;

  /** Of one patient. */
  private static final int MAX_DEVICES = 16;

  private final DevicePolicy policy;
  private final DeviceOutput output;
  private final Disagreement comparison;
  private final StatusKeeper status;
  private final Silences silences;
  private final Map<PatientKey, PatientDevices> patients = new HashMap<>();
  private int size;

  DeviceWatch(DevicePolicy policy, DeviceOutput output) {
    this.policy = policy;
    this.output = output;
    comparison = new Disagreement(policy);
    status = new StatusKeeper(policy, output, comparison);
    silences = new Silences(policy, output::silent, this::remove);
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
    silences.heard(Math.min(atMs, event.eventTimeMs())); // its producer's clock may be ahead
    PatientDevices devices = devicesOf(event.patient());
    DeviceState device = device(devices, event.deviceId(), event.patient(), atMs);
    boolean inOrder = device.hear(event, policy);
    if (devices.size() > 1) {
      device.compareFromNowOn();
    }
    if (inOrder && device.isComparisonDue()) { // also if it is the only one now: it agrees, then
      device.levels().compared(comparison.isApart(device, devices, atMs, policy));
    }
    update(device, atMs);
  }

  /** A record of a known device that broke the contract. */
  void refuse(Refused record) {
    long atMs = record.recordMs();
    silences.heard(atMs);
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
    PatientDevices devices = patients.get(patient);
    if (devices == null) {
      devices = new PatientDevices();
      patients.put(patient, devices);
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
    devices.add(device);
    silences.enter(device, atMs);
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
      for (StandingFault fault : StandingFault.parse(known.standing())) {
        device.raise(fault.fault(), fault.reason(), fault.raisedAtMs());
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
      silences.enterLater(device, policy.refreshMs() + AFTER_RESTART_MS);
    }
  }

  private void update(DeviceState device, long atMs) {
    if (!device.adopted) {
      return;
    }
    if (device.gone) {
      device.gone = false;
      silences.enterLater(device, 0);
      status.comeBack(device, atMs);
    }
    status.update(device, atMs);
  }

  /** The patient's stay has ended: the devices may go. */
  void discharge(Discharge event) {
    PatientDevices devices = patients.remove(event.patient());
    for (int i = 0; devices != null && i < devices.size(); i++) {
      DeviceState device = devices.get(i);
      device.detached = true;
      size--;
      output.silent(device);
    }
  }

  void advance(long watermarkMs) {
    silences.advance(watermarkMs);
  }

  /** Looks at devices that may have been silent for too long, so many at most. */
  boolean checkDue(int maxDevices) {
    return silences.check(maxDevices);
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
      status.end(device, lastMs);
      if (!heardElsewhere) {
        status.reportDetached(device, lastMs);
      }
    } else if (heardElsewhere && device.orphan) {
      remove(device); // its patient's lane watches it
    } else if (heardElsewhere && !known.patientId().equals(device.patient().id())) {
      remove(device);
      status.end(device, known.lastSeenMs());
    } else if (silences.isHeard(device)) {
      silences.enterLater(device, 0);
    } else {
      status.dropOut(device, device.arrivals().dueMs(policy));
      silences.enterGone(device);
    }
  }

  private void remove(DeviceState device) {
    device.detached = true;
    PatientDevices devices = patients.get(device.patient());
    if (devices != null) {
      devices.remove(device);
      if (devices.size() == 0) {
        patients.remove(device.patient());
      }
    }
    size--;
  }
}
