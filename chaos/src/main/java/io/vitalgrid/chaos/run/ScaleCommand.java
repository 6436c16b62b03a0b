package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chaos/run scale}: members join and leave a loaded grid. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Takes a loaded grid from 1 to 2 to 3 and back to 2 members, each a process of its own, and"
          + " prints for each change how long predictions paused, who scored how much, and whether"
          + " the lanes lie on the members' own partitions.",
      ""
    },
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."})
final class ScaleCommand implements Callable<Integer> {
  @Option(names = "--seed", paramLabel = "N", description = "Of the load.")
  private long seed = 1;

  @Option(names = "--patients", paramLabel = "N", description = "Patients.")
  private int patients = 10_000;

  @Option(names = "--rate", paramLabel = "N", description = "Events per second.")
  private int rate = 1_000;

  @Option(names = "--hold-s", paramLabel = "SECONDS", description = "Time between two changes.")
  private int holdSeconds = 15;

  @Option(
      names = "--scale-up-delay-s",
      paramLabel = "SECONDS",
      description = "The setting job.scale-up-delay.")
  private int scaleUpDelaySeconds = 10;

  @Mixin private ProcessOptions processes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Log log = new Log(spec.commandLine().getOut());
    WindowSettings windowing = new WindowSettings(Duration.ofMinutes(1), Duration.ofSeconds(10));
    log.say("patients %d, events/s %d, seed %d, %s", patients, rate, seed, windowing);
    try (ScaleRun run =
        new ScaleRun(
            log,
            windowing,
            Duration.ofSeconds(scaleUpDelaySeconds),
            Duration.ofSeconds(holdSeconds),
            processes.members())) {
      if (processes.keep) {
        run.keepLogs();
      }
      run.run(patients, rate, seed);
      return 0;
    } catch (ChaosException e) {
      log.say("FAILED  %s", e.getMessage());
      return 1;
    }
  }
}
