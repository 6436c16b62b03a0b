package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vitalgrid member}: one member, until it is stopped. */
@Command(
    name = "member",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs one member of the grid beside a Kafka cluster until Ctrl-C or SIGTERM.",
      "The first member starts the job; one that joins takes over part of the work:",
      "  vitalgrid member --set grid.members=127.0.0.1:5701",
      ""
    },
    footer = {"", "Exit codes: 0 stopped, 1 failed, 2 wrong usage or settings."})
final class MemberCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Console console = new Console(spec.commandLine().getOut());
    Settings settings = Ports.claim(options.load(Settings.defaults()), console::say);
    Stop stop = new Stop();
    Signals.handle(stop::request, () -> Runtime.getRuntime().halt(1));
    if ("1".equals(System.getenv("VITALGRID_CHILD"))) {
      stop.atEndOf(System.in);
    }
    console.say("grid", Member.address(settings) + "  cluster " + clusterName(settings));
    console.say("sql", "./vitalgrid sql --address " + Member.address(settings));
    console.say("metrics", Member.httpUrl(settings) + "/metrics");
    console.say("health", Member.httpUrl(settings) + "/health");
    console.say("kafka", Topics.servers(settings));
    try (Member member = Member.start(settings, stop, UnaryOperator.identity())) {
      member.awaitRunning(stop);
      console.say("ready");
      stop.await();
      GridLog.endsHere();
    } catch (Stop.Requested e) {
      console.say(e.getMessage());
    }
    return 0;
  }

  private static String clusterName(Settings settings) {
    return settings.get(GridSettings.GRID_CLUSTER_NAME);
  }
}
