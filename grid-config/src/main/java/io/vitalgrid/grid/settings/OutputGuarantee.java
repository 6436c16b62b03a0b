package io.vitalgrid.grid.settings;

import java.util.Locale;

/** What Kafka's consumers of the grid's topics can rely on when a member fails. */
public enum OutputGuarantee {
  /** Nothing is missing at the end; a revision may come twice. */
  AT_LEAST_ONCE,
  /** Every revision comes once, when the snapshot that covers it is complete. */
  EXACTLY_ONCE;

  /** As it is set: {@code at-least-once}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
