package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Texts that come again and again, such as ids: each is one object for as long as no other takes
 * its place, so it need not be made again, and maps find it fast. Used by one thread.
 */
final class Words {
  static final int MAX_LENGTH = 40;

  /** A few for each patient of a large member, all together some MB at most. */
  private static final int SLOTS = 1 << 16;

  private final String[] words = new String[SLOTS];

  String of(char[] text, int from, int length) {
    if (length > MAX_LENGTH) {
      return new String(text, from, length);
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = slot(hash);
    String known = words[slot];
    if (known == null || !isEqual(known, text, from, length)) {
      known = new String(text, from, length);
      words[slot] = known;
    }
    return known;
  }

  /**
   * The same of a text in ASCII.
   *
   * @param hash of its bytes, as {@link String#hashCode} has it
   */
  String of(byte[] ascii, int from, int length, int hash) {
    if (length > MAX_LENGTH) {
      return new String(ascii, from, length, ISO_8859_1);
    }
    int slot = slot(hash);
    String known = words[slot];
    if (known == null || !isEqual(known, ascii, from, length)) {
      known = new String(ascii, from, length, ISO_8859_1);
      words[slot] = known;
    }
    return known;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }

  private static boolean isEqual(String word, byte[] ascii, int from, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != ascii[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEqual(String word, char[] text, int from, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}
