package io.vitalgrid.sql;

import com.hazelcast.core.HazelcastJsonValue;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** The text of single values. */
final class Values {
  private Values() {}

  /** The text form; of times in ISO 8601, always with seconds. */
  static String text(Object value) {
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    return value instanceof LocalDateTime time
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
        : String.valueOf(value);
  }

  /** As {@link #text}, with what would move a terminal's cursor made visible. */
  static String printable(Object value) {
    String text = text(value);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        out.append(escape(c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** One field of RFC 4180. */
  static String csv(Object value) {
    String text = value == null ? "" : text(value);
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** A JSON value; numbers that JSON has no form for become null. */
  static String json(Object value) {
    if (value == null || isNoNumber(value)) {
      return "null";
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    return value instanceof HazelcastJsonValue json ? json.toString() : quoted(text(value));
  }

  private static boolean isNoNumber(Object value) {
    return value instanceof Number number
        && (value instanceof Double || value instanceof Float)
        && !Double.isFinite(number.doubleValue());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(escape(c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) c);
    };
  }
}
