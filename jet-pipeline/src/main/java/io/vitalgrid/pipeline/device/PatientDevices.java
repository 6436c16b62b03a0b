package io.vitalgrid.pipeline.device;

import java.util.Arrays;

/** The devices that send for one patient. */
final class PatientDevices {
  private DeviceState[] devices = new DeviceState[1];
  private int size;

  int size() {
    return size;
  }

  DeviceState get(int i) {
    return devices[i];
  }

  /**
   * @return null if it has not been heard for this patient
   */
  DeviceState find(String deviceId) {
    for (int i = 0; i < size; i++) {
      if (devices[i].id().equals(deviceId)) {
        return devices[i];
      }
    }
    return null;
  }

  DeviceState silentForLongest() {
    DeviceState oldest = devices[0];
    for (int i = 1; i < size; i++) {
      oldest = devices[i].arrivals().lastMs() < oldest.arrivals().lastMs() ? devices[i] : oldest;
    }
    return oldest;
  }

  void add(DeviceState device) {
    if (size == devices.length) {
      devices = Arrays.copyOf(devices, 2 * size);
    }
    devices[size++] = device;
  }

  void remove(DeviceState device) {
    for (int i = 0; i < size; i++) {
      if (devices[i] == device) {
        devices[i] = devices[--size];
        devices[size] = null;
        return;
      }
    }
  }
}
