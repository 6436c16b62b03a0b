package io.vitalgrid.loadgen.scenario;

import java.util.Collection;
import java.util.Optional;

/** Guesses what was meant: the known word with the least edit distance (Levenshtein). */
final class Nearest {
  private static final int MAX_SLIPS = 3;

  private Nearest() {}

  static Optional<String> of(String given, Collection<String> known) {
    String nearest = null;
    int best = MAX_SLIPS + 1;
    for (String word : known) {
      int distance = distance(given, word);
      if (distance < best) {
        best = distance;
        nearest = word;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, changed);
      }
      above = row;
    }
    return above[b.length()];
  }
}
