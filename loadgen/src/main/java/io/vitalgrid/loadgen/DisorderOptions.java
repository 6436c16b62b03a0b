package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.Kind;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The dials of disorder on the command line. */
final class DisorderOptions {
  @Option(
      names = "--out-of-order-share",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "Vitals that overtook others; 0 is none, as for all shares. Default: ${DEFAULT-VALUE}.")
  private double outOfOrderShare;

  @Option(
      names = "--out-of-order-spread",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "They are dated up to so much earlier. Default: ${DEFAULT-VALUE}.")
  private Duration outOfOrderSpread;

  @Option(
      names = "--late-share",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Vitals that come late. Default: ${DEFAULT-VALUE}.")
  private double lateShare;

  @Option(
      names = "--late-by",
      paramLabel = "MIN..MAX",
      defaultValue = "7s..20s",
      description =
          "How late; MIN.. goes up to twice MIN. Default: ${DEFAULT-VALUE}, which suits "
              + "the short windows of `up`; for the default windows: 3m..8m.")
  private DelayRange lateBy;

  @Option(
      names = "--too-late-share",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Vitals that come too late for any window. Default: ${DEFAULT-VALUE}.")
  private double tooLateShare;

  @Option(
      names = "--too-late-by",
      paramLabel = "MIN..MAX",
      defaultValue = "60s..120s",
      description =
          "How late these are. Default: ${DEFAULT-VALUE}, for the windows of `up`; for the "
              + "default windows: 11m..20m.")
  private DelayRange tooLateBy;

  @Option(
      names = "--duplicate-share",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Records sent once more, byte for byte. Default: ${DEFAULT-VALUE}.")
  private double duplicateShare;

  @Option(
      names = "--bad-share",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Records to be rejected. Default: ${DEFAULT-VALUE}.")
  private double badShare;

  @Option(
      names = "--bad-kinds",
      paramLabel = "KIND",
      split = ",",
      description =
          "Why, in turn: malformed_json, unknown_type, missing_field, out_of_range, "
              + "future_event_time. Default: all of them.")
  private List<Kind> badKinds;

  @Option(
      names = "--discharge-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Discharges; the patient is admitted again at the next turn. Default: ${DEFAULT-VALUE}.")
  private double dischargeShare;

  /**
   * The dials as they were set.
   *
   * @throws IllegalArgumentException if a dial is out of range, or the shares exceed 1 together
   */
  Disorder toDisorder() {
    return new Disorder(
        outOfOrderShare,
        outOfOrderSpread,
        lateShare,
        lateBy,
        tooLateShare,
        tooLateBy,
        duplicateShare,
        badShare,
        badKinds == null ? Kind.BAD : badKinds,
        dischargeShare);
  }
}
