package io.vitalgrid.sql;

import com.hazelcast.sql.HazelcastSqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/** The shell: reads statements up to their semicolon, and a few words of its own. */
final class Shell {
  private static final String PROMPT = "vitalgrid> ";
  private static final String CONTINUED = "        -> ";
  private static final String HELP =
      """
      SELECT ...;        runs a statement; it may have several lines and ends with a semicolon
      tables             lists the tables
      queries            lists the saved queries
      run NAME           runs a saved query
      format FORMAT      writes rows as table, csv or json
      help               prints this
      exit               ends the shell, as Ctrl-D does
      Ctrl-C             cancels the query that runs, or drops the statement begun
      """;

  private final Terminal terminal;
  private final PrintWriter out;
  private final LineReader reader;
  private Format format;

  /**
   * A shell on a terminal.
   *
   * @param history file to keep it in, or null
   */
  Shell(Terminal terminal, Path history, Format format) {
    this.terminal = terminal;
    this.out = terminal.writer();
    this.format = format;
    this.reader = reader(terminal, history);
  }

  /** The terminal of this process, or null if no person sits there. */
  static Terminal terminalOrNull() {
    try {
      return TerminalBuilder.builder().system(true).dumb(false).build();
    } catch (IOException | IllegalStateException e) {
      return null;
    }
  }

  private static LineReader reader(Terminal terminal, Path history) {
    DefaultParser parser = new DefaultParser();
    parser.setEscapeChars(null);
    parser.setQuoteChars(new char[0]);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("vitalgrid sql")
            .parser(parser)
            .completer(new StringsCompleter(words()))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    if (history != null) {
      builder.variable(LineReader.HISTORY_FILE, history);
    }
    return builder.build();
  }

  private static String[] words() {
    Stream<String> own = Stream.of("tables", "queries", "run", "format", "help", "exit");
    Stream<String> sql =
        Stream.of("SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT", "JOIN", "COUNT(*)");
    return Stream.of(own, sql, Schema.tables().stream(), SavedQueries.names().stream())
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  /**
   * Talks until the person ends it, and closes the connection.
   *
   * @return exit code
   */
  int run(GridClient grid) {
    try (grid) {
      out.println("Connected. Statements end with a semicolon; `help` says more.");
      String begun = "";
      while (true) {
        try {
          String line = reader.readLine(begun.isEmpty() ? PROMPT : CONTINUED);
          if (begun.isEmpty() && isExit(line)) {
            return 0;
          }
          begun = accept(grid, begun, line);
        } catch (UserInterruptException e) {
          begun = "";
        } catch (EndOfFileException e) {
          return 0;
        }
      }
    }
  }

  private static boolean isExit(String line) {
    String word = line.strip().toLowerCase(Locale.ROOT);
    return word.equals("exit") || word.equals("quit");
  }

  /** Runs what is complete and returns what is not. */
  private String accept(GridClient grid, String begun, String line) {
    if (begun.isEmpty() && isOwnWord(grid, line)) {
      return "";
    }
    Statements statements = Statements.of(begun + line + "\n");
    for (String statement : statements.complete()) {
      execute(grid, statement);
    }
    return Statements.hasSql(statements.rest()) ? statements.rest() : "";
  }

  private boolean isOwnWord(GridClient grid, String line) {
    String[] words = line.strip().replaceAll(";$", "").split("\\s+", -1);
    String argument = words.length == 2 ? words[1] : "";
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "help" -> out.print(HELP);
      case "tables" -> Schema.tables().forEach(out::println);
      case "queries" ->
          SavedQueries.names()
              .forEach(name -> out.printf("%-18s %s%n", name, SavedQueries.sentence(name)));
      case "run" -> runSaved(grid, argument);
      case "format" -> setFormat(argument);
      default -> {
        return false;
      }
    }
    out.flush();
    return true;
  }

  private void runSaved(GridClient grid, String name) {
    try {
      Statements.ofScript(SavedQueries.text(name)).forEach(statement -> execute(grid, statement));
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
    }
  }

  private void setFormat(String name) {
    try {
      format = Format.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String all =
          Arrays.stream(Format.values())
              .map(each -> each.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      out.println("There is no format \"" + name + "\". There are: " + all + ".");
    }
  }

  private void execute(GridClient grid, String statement) {
    Execution execution = new Execution(grid.sql(), format, out);
    SignalHandler before = terminal.handle(Signal.INT, signal -> execution.cancel());
    try {
      execution.run(statement);
      if (execution.isCancelled()) {
        out.println("Cancelled.");
      }
    } catch (HazelcastSqlException e) {
      out.println(Execution.message(e));
    } finally {
      terminal.handle(Signal.INT, before);
      out.flush();
    }
  }
}
