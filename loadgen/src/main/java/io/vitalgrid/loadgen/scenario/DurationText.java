package io.vitalgrid.loadgen.scenario;

import io.vitalgrid.loadgen.event.DelayRange;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and ranges of them, as they are written on the command line. */
public final class DurationText {
  private static final Pattern SHORT_FORM = Pattern.compile("(\\d{1,12})(ms|s|m|min|h|d)");

  private DurationText() {}

  /** {@code 500ms}, {@code 10s}, {@code 2m} or {@code 2min}, {@code 24h}, {@code 1d}, ISO PT10S. */
  public static Duration duration(String text) {
    String trimmed = text.trim();
    Matcher matcher = SHORT_FORM.matcher(trimmed);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m", "min" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    }
    try {
      Duration duration = Duration.parse(trimmed.toUpperCase(Locale.ROOT));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no duration, must be a number with ms, s, m, h or d, such as 500ms or"
            + " 60s");
  }

  /** {@code 7s..20s}; {@code 7s..} goes up to twice that; {@code 7s} is exactly that. */
  public static DelayRange range(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      Duration exactly = duration(text);
      return new DelayRange(exactly, exactly);
    }
    Duration min = duration(text.substring(0, dots));
    String rest = text.substring(dots + 2);
    Duration max = rest.isBlank() ? min.multipliedBy(2) : duration(rest);
    if (max.compareTo(min) < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is upside down, must be MIN..MAX, such as 7s..20s");
    }
    return new DelayRange(min, max);
  }
}
