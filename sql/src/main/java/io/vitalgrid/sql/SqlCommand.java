package io.vitalgrid.sql;

import com.hazelcast.sql.HazelcastSqlException;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.grid.settings.SettingsException;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vitalgrid sql}: asks a running grid. */
@Command(
    name = "vitalgrid sql",
    sortOptions = false,
    description = {
      "Asks a running grid in SQL. Without a statement it is a shell, or runs what comes on its"
          + " standard input.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  vitalgrid sql \"SELECT risk, news2 FROM predictions WHERE patient_id = 'P000123'\"",
      "  vitalgrid sql -q who-is-at-risk --format json",
      "  vitalgrid sql -f report.sql --format csv",
      "",
      "Exit codes: 0 done, 1 no grid answers, a statement failed or the output could not be"
          + " written, 2 wrong usage."
    })
public final class SqlCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final Pattern HOST_PORT = Pattern.compile("\\S+:\\d{1,5}");

  /** Hazelcast tells a failed attempt at length; {@link NoGridException} says it in a line. */
  private static final Logger SILENCED = Logger.getLogger("com.hazelcast");

  @Spec private CommandSpec spec;

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How rows are written: table, csv or json. Default: table.")
  private Format format = Format.TABLE;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Member to ask. Default: grid.bind-address and grid.port.")
  private String address;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "Name of the grid. Default: grid.cluster-name.")
  private String clusterName;

  @Option(names = "--config", paramLabel = "FILE", description = "File with settings.")
  private Path config;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting; repeatable.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Keeps the shell's history in a file. Default: only until it ends.")
  private Path history;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Prints this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    SILENCED.setLevel(Level.OFF);
    System.exit(commandLine().setOut(standardOutput()).execute(arguments));
  }

  /** In UTF-8 and, unlike {@link System#out}, with errors that can be seen. */
  private static PrintWriter standardOutput() {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    return new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SqlCommand()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException {
    if (source.isList()) {
      return list();
    }
    try {
      Settings settings = Settings.load(config, System.getenv(), assignments);
      String script = source.scriptOrNull();
      if (script != null) {
        return run(settings, script);
      }
      try (Terminal terminal = Shell.terminalOrNull()) {
        return terminal == null
            ? run(settings, Source.standardInput())
            : new Shell(terminal, history, format).run(connect(settings));
      }
    } catch (SettingsException | WrongUsageException e) {
      return fail(e.getMessage(), WRONG_USAGE);
    } catch (NoGridException e) {
      return fail(e.getMessage(), FAILED);
    } catch (HazelcastSqlException e) {
      return fail(Execution.message(e), FAILED);
    }
  }

  private int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : SavedQueries.names()) {
      out.printf("%-18s %s%n", name, SavedQueries.sentence(name));
    }
    return out.checkError() ? unwritten() : 0;
  }

  private int run(Settings settings, String script) {
    List<String> statements = Statements.ofScript(script);
    if (statements.isEmpty()) {
      throw new WrongUsageException(
          "There is no SQL statement in what was given. Example: SELECT COUNT(*) FROM patients");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (GridClient grid = connect(settings)) {
      for (String statement : statements) {
        new Execution(grid.sql(), format, out).run(statement);
        if (out.checkError()) { // flushes
          return unwritten();
        }
      }
    }
    return 0;
  }

  private GridClient connect(Settings settings) {
    String name = clusterName == null ? settings.get(GridSettings.GRID_CLUSTER_NAME) : clusterName;
    return GridClient.connect(address(settings), name);
  }

  private String address(Settings settings) {
    if (address == null) {
      String host = settings.get(GridSettings.GRID_BIND_ADDRESS);
      int port = settings.get(GridSettings.GRID_PORT);
      return (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
    }
    if (!HOST_PORT.matcher(address).matches()) {
      throw new WrongUsageException(
          "--address is \"%s\", but must be host:port. Example: --address 127.0.0.1:5701"
              .formatted(address));
    }
    return address;
  }

  /** A full disk, or a reader that has gone. */
  private int unwritten() {
    return fail("sql: the output could not be written", FAILED);
  }

  private int fail(String message, int exitCode) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
    return exitCode;
  }
}
