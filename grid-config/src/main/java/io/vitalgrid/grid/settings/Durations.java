package io.vitalgrid.grid.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms 10s 2m 2min 24h 2d PT10S}; whole milliseconds. */
public final class Durations {
  static final String FORM = "a duration such as 500ms, 10s, 2m, 24h, 2d or PT10S";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,18}) ?(ms|s|m|min|h|d)");
  private static final long DAY_MS = 86_400_000;
  private static final long HOUR_MS = 3_600_000;
  private static final long MINUTE_MS = 60_000;
  private static final long SECOND_MS = 1_000;

  private Durations() {}

  /**
   * Reads any of the forms.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  public static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    try {
      if (matcher.matches()) {
        long amount = Long.parseLong(matcher.group(1));
        return Duration.ofMillis(Math.multiplyExact(amount, unitMs(matcher.group(2))));
      }
      Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
      if (duration.equals(Duration.ofMillis(duration.toMillis()))) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(FORM, e);
    }
    throw new IllegalArgumentException(FORM);
  }

  /** The shortest exact form; hours up to two days, so that a day stays {@code 24h}. */
  public static String print(Duration duration) {
    long ms = duration.toMillis();
    if (ms % DAY_MS == 0 && ms >= 2 * DAY_MS) {
      return ms / DAY_MS + "d";
    }
    if (ms % HOUR_MS == 0 && ms > 0) {
      return ms / HOUR_MS + "h";
    }
    if (ms % MINUTE_MS == 0 && ms > 0) {
      return ms / MINUTE_MS + "m";
    }
    return ms % SECOND_MS == 0 ? ms / SECOND_MS + "s" : ms + "ms";
  }

  private static long unitMs(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> SECOND_MS;
      case "h" -> HOUR_MS;
      case "d" -> DAY_MS;
      default -> MINUTE_MS;
    };
  }
}
