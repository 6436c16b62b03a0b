package io.vitalgrid.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into SQL statements at the semicolons between them, not at those in {@code
 * 'literals'}, {@code "names"}, {@code -- comments} and block comments.
 *
 * @param complete the statements before a semicolon, without it
 * @param rest what follows the last one; blank or comments if nothing does
 */
record Statements(List<String> complete, String rest) {

  static Statements of(String text) {
    List<String> complete = new ArrayList<>();
    int start = 0;
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == ';') {
        String statement = text.substring(start, i);
        if (hasSql(statement)) {
          complete.add(statement.strip());
        }
        start = ++i;
      } else {
        i = next(text, i);
      }
    }
    return new Statements(List.copyOf(complete), text.substring(start));
  }

  /** The statements of a whole script, whose last one may lack its semicolon. */
  static List<String> ofScript(String text) {
    Statements statements = of(text);
    List<String> all = new ArrayList<>(statements.complete());
    if (hasSql(statements.rest())) {
      all.add(statements.rest().strip());
    }
    return all;
  }

  /** Whether there is anything but space and comments. */
  static boolean hasSql(String text) {
    int i = 0;
    while (i < text.length()) {
      boolean comment = text.startsWith("--", i) || text.startsWith("/*", i);
      if (!comment && !Character.isWhitespace(text.charAt(i))) {
        return true;
      }
      i = next(text, i);
    }
    return false;
  }

  /** The index after the token that begins at {@code i}; an open one reaches to the end. */
  private static int next(String text, int i) {
    if (text.startsWith("--", i)) {
      return after(text, "\n", i + 2);
    }
    if (text.startsWith("/*", i)) {
      return after(text, "*/", i + 2);
    }
    char c = text.charAt(i);
    return c == '\'' || c == '"' ? after(text, String.valueOf(c), i + 1) : i + 1;
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
