package io.vitalgrid.loadgen.event;

import java.util.Arrays;
import java.util.List;

/** What a record is, as its maker knows it: the ground truth. */
public enum Kind {
  ADMISSION(null),
  /** Vitals, dated when they are sent, but for the few milliseconds that the device takes. */
  IN_ORDER(null),
  /** Vitals that overtook others on their way. */
  OUT_OF_ORDER(null),
  /** Vitals measured so long ago that their windows may be settled. */
  LATE(null),
  /** Vitals measured so long ago that no window takes them. */
  TOO_LATE(null),
  /** Vitals that the device kept while it was cut off from the network. */
  KEPT(null),
  /** An earlier record of the same patient once more, byte for byte. */
  DUPLICATE(null),
  DISCHARGE(null),
  MALFORMED_JSON("malformed_json"),
  UNKNOWN_TYPE("unknown_type"),
  MISSING_FIELD("missing_field"),
  OUT_OF_RANGE("out_of_range"),
  FUTURE_EVENT_TIME("future_event_time");

  /** Every kind that must be rejected. */
  public static final List<Kind> BAD = Arrays.stream(values()).filter(Kind::isBad).toList();

  private final String reason;

  Kind(String reason) {
    this.reason = reason;
  }

  /** The reason code with which the record must be rejected; null for a good one. */
  public String reason() {
    return reason;
  }

  public boolean isBad() {
    return reason != null;
  }

  /** Whether the record carries new measurements (a duplicate carries old ones). */
  public boolean isVitals() {
    return switch (this) {
      case IN_ORDER, OUT_OF_ORDER, LATE, TOO_LATE, KEPT -> true;
      default -> false;
    };
  }
}
