package io.vitalgrid.chaos.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can happen to a grid. */
enum FaultKind {
  /** SIGKILL of a member that does not coordinate the job. */
  KILL_MEMBER,
  /** SIGKILL of the oldest member, which coordinates it. */
  KILL_COORDINATOR,
  /** SIGKILL of one, and of another one when the grid has recovered. */
  KILL_TWO,
  /** SIGSTOP for less than the heartbeat timeout. */
  FREEZE_SHORT,
  /** SIGSTOP for longer than that: the others give the member up, and it comes back. */
  FREEZE_LONG,
  /** SIGKILL of the broker, started again on the same data and port. */
  KILL_BROKER,
  /** A member joins while another one is killed. */
  JOIN_AND_KILL,
  /** The job is restarted. */
  RESTART_JOB,
  /** A member is killed while the job restarts. */
  KILL_IN_RESTART,
  /** A member is cut off from the others, for longer than the heartbeat timeout. */
  CUT_NETWORK;

  /** Whether a member is given up that lives on, and comes back with what it held. */
  boolean raisesUndead() {
    return this == FREEZE_LONG || this == CUT_NETWORK;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FaultKind labelled(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no fault; there are %s".formatted(label, labels())));
  }

  static String labels() {
    return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
  }
}
