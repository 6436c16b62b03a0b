package io.vitalgrid.sql;

import java.util.List;

/** Questions with a name: one file each in {@code queries/}, whose first line says what it asks. */
public final class SavedQueries {
  private static final List<String> NAMES =
      List.of(
          "who-is-at-risk",
          "open-alerts",
          "deteriorating",
          "risk-by-ward",
          "settled-windows",
          "corrected-windows",
          "late-by-patient",
          "silent-patients",
          "faulty-devices",
          "throughput",
          "conservation",
          "models",
          "shadow");

  private SavedQueries() {}

  public static List<String> names() {
    return NAMES;
  }

  /**
   * The SQL of a query.
   *
   * @throws IllegalArgumentException if there is none of that name, listing those there are
   */
  public static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no saved query \"%s\". There are: %s."
              .formatted(name, String.join(", ", NAMES)));
    }
    return Resources.read("queries/" + name + ".sql");
  }

  /** What the query asks, in a sentence. */
  static String sentence(String name) {
    return text(name).lines().findFirst().orElseThrow().substring("-- ".length());
  }
}
