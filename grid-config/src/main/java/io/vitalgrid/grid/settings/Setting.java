package io.vitalgrid.grid.settings;

import java.util.Locale;

/**
 * One thing that can be set.
 *
 * @param <T> the type of its values; their text form is the same in files, variables and arguments
 */
public final class Setting<T> {
  private final String name;
  private final T defaultValue;
  private final Form<T> form;
  private final String example;
  private final String sentence;

  Setting(String name, T defaultValue, Form<T> form, String sentence) {
    this(name, defaultValue, form, form.printer().apply(defaultValue), sentence);
  }

  /**
   * A setting whose default shows no form.
   *
   * @param example a valid value in its text form
   */
  Setting(String name, T defaultValue, Form<T> form, String example, String sentence) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.form = form;
    this.example = example;
    this.sentence = sentence;
  }

  public String name() {
    return name;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** Unit or format of the values. */
  public String unit() {
    return form.unit();
  }

  /** The accepted values, in words. */
  public String range() {
    return form.range();
  }

  /** What it is for. */
  public String sentence() {
    return sentence;
  }

  /** The environment variable that sets it: {@code VITALGRID_WINDOW_SIZE} for window.size. */
  public String environmentName() {
    return Settings.ENVIRONMENT_PREFIX
        + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The text form of a value. */
  public String print(T value) {
    return form.printer().apply(value);
  }

  /** A valid assignment: {@code window.size=5m}. */
  public String example() {
    return name + "=" + example;
  }

  /** The value of a text that came from {@code origin}. */
  T parse(String text, Origin origin) {
    T value;
    try {
      value = form.parser().apply(text.strip());
    } catch (IllegalArgumentException e) {
      throw refused(text, origin, e);
    }
    if (!form.accepts().test(value)) {
      throw refused(text, origin, null);
    }
    return value;
  }

  /** The value itself if it keeps the rule. */
  T checked(T value, Origin origin) {
    if (!form.accepts().test(value)) {
      throw refused(print(value), origin, null);
    }
    return value;
  }

  private SettingsException refused(String text, Origin origin, Throwable cause) {
    return new SettingsException(
        "%s is \"%s\" (%s), but must be %s. Example: %s"
            .formatted(name, text, origin, form.rule(), example()),
        cause);
  }

  @Override
  public String toString() {
    return name;
  }
}
