package io.vitalgrid.pipeline.member;

import io.vitalgrid.sql.SqlCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vitalgrid model}: the models of a running grid. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "The models of a running grid.",
    synopsisSubcommandLabel = "COMMAND")
final class ModelCommand implements Callable<Integer> {
  private static final String LIST =
      "SELECT name, version, stage, deployed_at, features, sha256 FROM models"
          + " ORDER BY name, version";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command, such as: model list");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Lists the models of a running grid with version, stage and features.")
  int list(
      @Option(
              names = "--address",
              paramLabel = "HOST:PORT",
              defaultValue = "127.0.0.1:5701",
              description = "A member. Default: ${DEFAULT-VALUE}.")
          String address,
      @Option(
              names = "--cluster-name",
              paramLabel = "NAME",
              defaultValue = "vitalgrid",
              description = "Default: ${DEFAULT-VALUE}.")
          String clusterName,
      @Option(
              names = "--format",
              paramLabel = "table|csv|json",
              defaultValue = "table",
              description = "Default: ${DEFAULT-VALUE}.")
          String format) {
    return new CommandLine(new SqlCommand())
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute("--address", address, "--cluster-name", clusterName, "--format", format, LIST);
  }
}
