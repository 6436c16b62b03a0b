package io.vitalgrid.grid.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a file in the syntax of Java properties, in UTF-8, and remembers the lines. */
final class SettingsFile {
  /** A name and its value, with the line on which the name stands. */
  record Entry(String name, String value, int line) {}

  private SettingsFile() {}

  static List<Entry> read(Path file) {
    return parse(file, lines(file));
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SettingsException(
          "There is no configuration file %s. Give the path of one with --config, or leave it out."
              .formatted(file));
    }
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new SettingsException(
          "%s is not UTF-8 text. Save the configuration file in UTF-8.".formatted(file), e);
    } catch (IOException e) {
      throw new SettingsException(
          "The configuration file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  private static List<Entry> parse(Path file, List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> lineOfName = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int first = i;
      String line = lines.get(i).stripLeading();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
        continue;
      }
      StringBuilder logical = new StringBuilder(line);
      while (isContinued(lines.get(i)) && i + 1 < lines.size()) {
        logical.append('\n').append(lines.get(++i));
      }
      Entry entry = entry(file, logical.toString(), first + 1);
      Integer earlier = lineOfName.putIfAbsent(entry.name(), entry.line());
      if (earlier != null) {
        throw new SettingsException(
            "%s is set twice in %s, on lines %d and %d. Keep one."
                .formatted(entry.name(), file, earlier, entry.line()));
      }
      entries.add(entry);
    }
    return entries;
  }

  private static boolean isContinued(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static Entry entry(Path file, String logicalLine, int line) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(logicalLine));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          ("%s:%d has a broken \\u escape. Write four hexadecimal digits after \\u, or double the"
                  + " backslash.")
              .formatted(file, line),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    String name = properties.stringPropertyNames().iterator().next();
    return new Entry(name, properties.getProperty(name), line);
  }
}
