package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.CommonPool;
import io.vitalgrid.grid.settings.SettingsException;
import io.vitalgrid.pipeline.command.AlertCommand;
import io.vitalgrid.pipeline.command.ExplainCommand;
import io.vitalgrid.pipeline.command.ModelCommand;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.sql.NoGridException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code vitalgrid up}, {@code member}, {@code settings}, {@code model}, {@code alert} and {@code
 * explain}.
 */
@Command(
    name = "vitalgrid",
    mixinStandardHelpOptions = true,
    description = "VitalGrid watches hospital patients live, on one embedded Hazelcast grid.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      MemberCommand.class,
      SettingsCommand.class,
      ModelCommand.class,
      AlertCommand.class,
      ExplainCommand.class,
    })
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    CommonPool.widen();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(command.getCommandName() + ": " + e.getMessage());
              if (e instanceof SettingsException) {
                return WRONG_USAGE;
              }
              boolean explained =
                  e instanceof StartException
                      || e instanceof ModelException
                      || e instanceof NoGridException;
              if (!explained) {
                e.printStackTrace(command.getErr());
              }
              return FAILED;
            });
  }
}
