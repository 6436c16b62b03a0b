package io.vitalgrid.pipeline.event;

import io.vitalgrid.grid.Counter;
import java.util.Locale;

/** Why a record was refused; the code goes out as a header of the rejected record. */
public enum Reason {
  MALFORMED_JSON(Counter.REJECTED_MALFORMED_JSON),
  UNKNOWN_TYPE(Counter.REJECTED_UNKNOWN_TYPE),
  MISSING_FIELD(Counter.REJECTED_MISSING_FIELD),
  OUT_OF_RANGE(Counter.REJECTED_OUT_OF_RANGE),
  FUTURE_EVENT_TIME(Counter.REJECTED_FUTURE_EVENT_TIME);

  private final Counter counter;
  private final String code = name().toLowerCase(Locale.ROOT);

  Reason(Counter counter) {
    this.counter = counter;
  }

  public String code() {
    return code;
  }

  public Counter counter() {
    return counter;
  }
}
