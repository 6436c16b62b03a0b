package io.vitalgrid.pipeline.event;

/** A record that breaks the wire contract. Carries no stack trace: bad input must stay cheap. */
public final class RejectedException extends Exception {
  private final transient Reason reason;

  /**
   * @param detail the field and the rule, never a value: values are patient data
   */
  RejectedException(Reason reason, String detail) {
    super(reason.code() + ": " + detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
