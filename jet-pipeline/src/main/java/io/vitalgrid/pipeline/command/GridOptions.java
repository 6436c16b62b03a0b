package io.vitalgrid.pipeline.command;

import io.vitalgrid.sql.GridClient;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which grid a command is for. */
final class GridOptions {
  private static final Pattern HOST_PORT = Pattern.compile("\\S+:\\d{1,5}");

  /** Hazelcast tells a failed attempt at length; the command says it in a line. */
  private static final Logger SILENCED = Logger.getLogger("com.hazelcast");

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:5701",
      description = "A member. Default: ${DEFAULT-VALUE}.")
  private String address;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      defaultValue = "vitalgrid",
      description = "Default: ${DEFAULT-VALUE}.")
  private String clusterName;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * @throws io.vitalgrid.sql.NoGridException if none answers
   */
  GridClient connect() {
    if (!HOST_PORT.matcher(address).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--address is \"%s\", but must be host:port, as in 127.0.0.1:5701".formatted(address));
    }
    SILENCED.setLevel(Level.OFF);
    return GridClient.connect(address, clusterName);
  }

  String[] asArguments() {
    SILENCED.setLevel(Level.OFF);
    return new String[] {"--address", address, "--cluster-name", clusterName};
  }
}
