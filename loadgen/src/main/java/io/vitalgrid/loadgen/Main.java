package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.scenario.DurationText;
import io.vitalgrid.loadgen.scenario.Scenario;
import io.vitalgrid.loadgen.scenario.ScenarioException;
import io.vitalgrid.loadgen.scenario.Scenarios;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Sets the command up: a scenario's settings, the forms of values, how mistakes are said. */
final class Main {
  /** Held, so that its level stays. */
  private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  static void run(String[] args) {
    quietLogs();
    StopSignal stop = new StopSignal();
    if ("1".equals(System.getenv("VITALGRID_CHILD"))) {
      stop.stopAtEndOf(System.in);
    }
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    stop.runMain(() -> execute(stop, out, err, args));
  }

  /** Runs the command; returns its exit code. */
  static int execute(StopSignal stop, PrintWriter out, PrintWriter err, String... args) {
    LoadgenCommand command = new LoadgenCommand(stop);
    CommandLine line =
        new CommandLine(command)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Duration.class, converter(DurationText::duration))
            .registerConverter(DelayRange.class, converter(DurationText::range))
            .setExecutionExceptionHandler(Main::failed);
    String named = ScenarioDefaults.named(args);
    Scenario scenario = null;
    if (named != null) {
      try {
        scenario = Scenarios.load(named, ScenarioDefaults.options(line.getCommandSpec()));
      } catch (ScenarioException | LoadgenException e) {
        err.println("loadgen: " + e.getMessage());
        return e instanceof ScenarioException ? CommandLine.ExitCode.USAGE : 1;
      }
      command.use(scenario);
      line.setDefaultValueProvider(new ScenarioDefaults(scenario));
    }
    Scenario used = scenario;
    line.setParameterExceptionHandler((e, given) -> wrongUsage(e, used, given));
    return line.execute(args);
  }

  private static <T> CommandLine.ITypeConverter<T> converter(CommandLine.ITypeConverter<T> parse) {
    return text -> {
      try {
        return parse.convert(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    };
  }

  private static int wrongUsage(ParameterException e, Scenario scenario, String... args) {
    String message = e.getMessage();
    if (scenario != null && e.getArgSpec() instanceof OptionSpec option) {
      String name = ScenarioDefaults.name(option);
      if (Arrays.stream(args).noneMatch(arg -> arg.startsWith("--" + name))) {
        message = scenario.placed(name, message);
      }
    }
    e.getCommandLine().getErr().println("loadgen: " + message);
    e.getCommandLine().getErr().println("loadgen: --help explains every option");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof LoadgenException)) {
      throw e;
    }
    command.getErr().println("loadgen: " + e.getMessage());
    return 1;
  }

  /** Kafka says much; what matters here is in the counts and the last failure. */
  static void quietLogs() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      Logger.getLogger("").setLevel(Level.WARNING);
    }
    KAFKA_LOG.setLevel(Level.SEVERE);
  }
}
