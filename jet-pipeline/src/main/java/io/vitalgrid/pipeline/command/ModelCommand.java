package io.vitalgrid.pipeline.command;

import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.pipeline.score.registry.ModelRegistry;
import io.vitalgrid.sql.GridClient;
import io.vitalgrid.sql.SqlCommand;
import java.io.PrintWriter;
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

/** {@code vitalgrid model}: the models of a running grid. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    subcommands = DeployCommand.class,
    description = "The models of a running grid.",
    synopsisSubcommandLabel = "COMMAND")
public final class ModelCommand implements Callable<Integer> {
  private static final String LIST =
      "SELECT name, version, stage, kind, reason, deployed_at, changed_at, features, sha256"
          + " FROM models ORDER BY name, version";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "name a command: deploy, list, compare, promote, rollback or retire");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Lists the models with version, stage, and why they have it.")
  int list(@Mixin GridOptions grid, @Mixin FormatOption format) {
    return sql(grid, format, LIST);
  }

  @Command(
      name = "compare",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Shows how the shadow compares with the champion so far.")
  int compare(@Mixin GridOptions grid, @Mixin FormatOption format) {
    return sql(grid, format, "SELECT * FROM shadow");
  }

  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Makes a model the champion; the one there was waits to take over again.")
  int promote(@Mixin GridOptions grid, @Parameters(paramLabel = "NAME[@VERSION]") String model) {
    return change(
        grid,
        registry -> {
          ModelKey key = registry.find(model);
          registry.promote(key);
          return key;
        });
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Makes the champion's predecessor champion again.")
  int rollback(@Mixin GridOptions grid) {
    return change(grid, ModelRegistry::rollback);
  }

  @Command(
      name = "retire",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Takes a shadow, or a champion of the past, out of use.")
  int retire(@Mixin GridOptions grid, @Parameters(paramLabel = "NAME[@VERSION]") String model) {
    try (GridClient client = grid.connect()) {
      ModelRegistry registry = new ModelRegistry(client.hazelcast(), Clock.systemUTC());
      ModelKey key = registry.find(model);
      registry.retire(key);
      say(key + " is retired");
      return 0;
    }
  }

  private interface Change {
    ModelKey in(ModelRegistry registry);
  }

  private int change(GridOptions grid, Change change) {
    try (GridClient client = grid.connect()) {
      HazelcastInstance hazelcast = client.hazelcast();
      ModelKey key = change.in(new ModelRegistry(hazelcast, Clock.systemUTC()));
      return Swap.await(hazelcast, key, this::say) ? 0 : 1;
    }
  }

  private int sql(GridOptions grid, FormatOption format, String statement) {
    String[] arguments =
        Stream.of(Stream.of(grid.asArguments()), Stream.of("--format", format.name, statement))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return new CommandLine(new SqlCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute(arguments);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** How rows are printed. */
  static final class FormatOption {
    @Option(
        names = "--format",
        paramLabel = "table|csv|json",
        defaultValue = "table",
        description = "Default: ${DEFAULT-VALUE}.")
    private String name;

    String name() {
      return name;
    }
  }
}
