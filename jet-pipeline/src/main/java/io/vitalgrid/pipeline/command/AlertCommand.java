package io.vitalgrid.pipeline.command;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AcknowledgementRow;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.sql.GridClient;
import io.vitalgrid.sql.SqlCommand;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vitalgrid alert}: the alerts of a running grid. */
@Command(
    name = "alert",
    mixinStandardHelpOptions = true,
    description = "The alerts of a running grid.",
    synopsisSubcommandLabel = "COMMAND")
public final class AlertCommand implements Callable<Integer> {
  private static final String COLUMNS =
      "SELECT alert_id, severity, status, raised_at, cleared_at, acknowledged_at,"
          + " acknowledged_by, reason FROM alerts";
  private static final String ORDER = " ORDER BY raised_at DESC";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command: list or ack");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Lists open alerts with their reasons, the latest first.")
  int list(
      @Mixin GridOptions grid,
      @Mixin ModelCommand.FormatOption format,
      @Option(names = "--all", description = "Those that have ended, too.") boolean all) {
    String statement = COLUMNS + (all ? "" : " WHERE status = 'OPEN'") + ORDER;
    String[] arguments =
        Stream.of(Stream.of(grid.asArguments()), Stream.of("--format", format.name(), statement))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return new CommandLine(new SqlCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute(arguments);
  }

  @Command(
      name = "ack",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description =
          "Notes that somebody has seen an alert; it stays open until its reason is over.")
  int acknowledge(
      @Mixin GridOptions grid,
      @Parameters(paramLabel = "ALERT_ID") String alertId,
      @Option(names = "--by", paramLabel = "NAME", description = "Who has seen it.") String by) {
    try (GridClient client = grid.connect()) {
      HazelcastInstance hazelcast = client.hazelcast();
      IMap<String, AlertRow> alerts = hazelcast.getMap(Maps.ALERTS);
      if (!alerts.containsKey(alertId)) {
        spec.commandLine()
            .getErr()
            .printf(
                "alert ack: there is no alert \"%s\"; `./vitalgrid alert list --all` shows the ids"
                    + " of those that there are%n",
                alertId);
        return 1;
      }
      IMap<String, AcknowledgementRow> seen = hazelcast.getMap(Maps.ACKNOWLEDGEMENTS);
      AcknowledgementRow first =
          seen.putIfAbsent(alertId, new AcknowledgementRow(by, Clock.systemUTC().millis()));
      say(first == null ? "acknowledged " + alertId : alertId + " was acknowledged before");
      return 0;
    }
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
