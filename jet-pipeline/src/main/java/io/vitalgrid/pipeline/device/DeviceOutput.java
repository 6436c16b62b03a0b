package io.vitalgrid.pipeline.device;

/** Where the watch's findings go, and its questions to table {@code devices}. */
interface DeviceOutput {
  void report(DeviceReport report);

  void change(DeviceChange change);

  /** The device is new here: {@link DeviceWatch#adopt} what is known of it. */
  void appeared(DeviceState device);

  /** It seems to have dropped out: {@link DeviceWatch#judgeSilent} after a look at its row. */
  void silent(DeviceState device);
}
