package io.vitalgrid.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the SQL comes from: one of these, or else a person or the standard input. */
final class Source {
  @Parameters(
      arity = "0..1",
      paramLabel = "SQL",
      description = "Statements, separated by semicolons.")
  private String text;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Runs the statements of a file; - is the standard input.")
  private Path file;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "NAME",
      description = "Runs a saved query.")
  private String query;

  @Option(names = "--list", description = "Lists the saved queries.")
  private boolean list;

  boolean isList() {
    return list;
  }

  /**
   * The SQL that was given, or null if none was.
   *
   * @throws WrongUsageException if it cannot be read
   */
  String scriptOrNull() throws IOException {
    if (text != null) {
      return text;
    }
    if (query != null) {
      try {
        return SavedQueries.text(query);
      } catch (IllegalArgumentException e) {
        throw new WrongUsageException(e.getMessage(), e);
      }
    }
    if (file == null) {
      return null;
    }
    return file.toString().equals("-") ? standardInput() : read(file);
  }

  static String standardInput() throws IOException {
    return decode(System.in.readAllBytes(), "Standard input");
  }

  private static String read(Path file) throws IOException {
    try {
      return decode(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new WrongUsageException(
          "There is no file %s. Give the path of one with SQL in it.".formatted(file), e);
    }
  }

  private static String decode(byte[] bytes, String name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new WrongUsageException(name + " is not UTF-8 text. Save it in UTF-8.", e);
    }
  }
}
