package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.event.Trouble;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The dials of what is wrong with devices. */
final class TroubleOptions {
  @Option(
      names = "--skew-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Devices with a wrong clock, half of them ahead, half behind. Default: ${DEFAULT-VALUE}.")
  private double skewShare;

  @Option(
      names = "--skew-by",
      paramLabel = "MIN..MAX",
      defaultValue = "1s..4s",
      description = "By how much. Default: ${DEFAULT-VALUE}.")
  private DelayRange skewBy;

  @Option(
      names = "--silent-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Devices silent at any time, for a minute each. Default: ${DEFAULT-VALUE}.")
  private double silentShare;

  @Option(
      names = "--fault-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Devices faulty at any time. --out writes which, how and when. Default:"
              + " ${DEFAULT-VALUE}.")
  private double faultShare;

  @Option(
      names = "--fault-kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "What is wrong with them: stuck, missing-sensor, leads-off, noise, spike, drift, "
              + "drop-out, wrong-clock, sequence-gaps, bad-records. Default: the first three.")
  private List<Fault> faultKinds;

  @Option(
      names = "--fault-for",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "For how long each time. Default: ${DEFAULT-VALUE}.")
  private Duration faultFor;

  @Option(
      names = "--zipf",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Hot patients: the r-th has a share of 1/r^N. 0: patients in turn. Default: "
              + "${DEFAULT-VALUE}.")
  private double zipf;

  /**
   * The dials as they were set.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  Trouble toTrouble() {
    return new Trouble(
        skewShare,
        skewBy,
        silentShare,
        faultShare,
        faultKinds == null ? Fault.OF_SENSORS : faultKinds,
        faultFor,
        zipf);
  }
}
