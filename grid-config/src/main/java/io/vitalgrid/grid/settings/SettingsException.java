package io.vitalgrid.grid.settings;

/** Settings that cannot be used; the message names setting, value, rule, origin and a way out. */
public final class SettingsException extends IllegalArgumentException {
  public SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
