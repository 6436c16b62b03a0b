package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.run.RunFile;
import io.vitalgrid.loadgen.slo.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator as a process of its own, the same for every system. */
final class Load {
  private static final Pattern FOUND =
      Pattern.compile("highest sustainable rate: ([0-9,]+) events/s.*");

  /**
   * Up to so many events/s the generator does without its second compiler: that would be at work
   * for as long as is measured, on one of two cores.
   */
  private static final int ONE_COMPILER_RATE = 20_000;

  private static final int SETTLING_SECONDS = 3;

  /** With both compilers: the second has most of a core for half of that, and all must catch up. */
  private static final int COMPILING_SECONDS = 10;

  private final String kafka;
  private final int patients;
  private final Path folder;
  private int runs;

  Load(String kafka, int patients, Path folder) {
    this.kafka = kafka;
    this.patients = patients;
    this.folder = folder;
  }

  String kafka() {
    return kafka;
  }

  /** So long no latency counts at the beginning of a rate. */
  static int settlingSeconds(int rate) {
    return rate <= ONE_COMPILER_RATE ? SETTLING_SECONDS : COMPILING_SECONDS;
  }

  /** For patients who are in; {@link #admit} comes first. */
  private List<String> common(int rate) {
    List<String> arguments = unadmitted(rate);
    arguments.add("--admitted");
    return arguments;
  }

  /** Disorder that suits the default windows; neither duplicates nor bad records. */
  private List<String> unadmitted(int rate) {
    return new ArrayList<>(
        List.of(
            "--bootstrap-servers=" + kafka,
            "--patients=" + patients,
            "--rate=" + rate,
            "--late-by=3m..4m",
            "--too-late-by=11m..20m",
            "--duplicate-share=0",
            "--bad-share=0",
            "--max-send-lag=2s"));
  }

  /** Admits all patients, once for all loads that follow; vitals of those who are in between. */
  void admit(Admissions admissions) throws InterruptedException {
    send("admit", unadmitted(admissions.rate()), admissions.rate(), admissions.seconds());
  }

  /** Sends and does not look at what comes. */
  void send(int rate, int seconds) throws InterruptedException {
    send("send", common(rate), rate, seconds);
  }

  private void send(String name, List<String> arguments, int rate, int seconds)
      throws InterruptedException {
    arguments.addAll(List.of("--no-measure", "--warmup=0s", "--duration=" + seconds + "s"));
    run(name, rate, arguments, Duration.ofSeconds(seconds + 60L));
  }

  /** Sends at a rate and returns what was measured. */
  RunFile measure(int rate, int warmupSeconds, int seconds) throws InterruptedException {
    List<String> arguments = common(rate);
    Path out = folder.resolve("run-" + runs);
    arguments.addAll(
        List.of(
            "--warmup=" + warmupSeconds + "s",
            "--duration=" + (warmupSeconds + seconds) + "s",
            "--out=" + out));
    run("measure", rate, arguments, Duration.ofSeconds(warmupSeconds + seconds + 90L));
    return RunFile.read(out);
  }

  /** The highest rate without a growing backlog at which the objective is met; 0 if none held. */
  int limit(Objective objective, int startRate, int probeSeconds, double precision)
      throws InterruptedException {
    List<String> arguments = common(startRate);
    arguments.addAll(
        List.of(
            "--find-max",
            "--slo=" + objective.text(),
            "--warmup=3s",
            "--probe-time=" + probeSeconds + "s",
            "--repetitions=1",
            "--precision=" + precision));
    for (String line : run("limit", Integer.MAX_VALUE, arguments, Duration.ofMinutes(10))) {
      Matcher found = FOUND.matcher(line);
      if (found.matches()) {
        return Integer.parseInt(found.group(1).replace(",", ""));
      }
    }
    return 0;
  }

  private List<String> run(String name, int rate, List<String> arguments, Duration timeout)
      throws InterruptedException {
    Path log = folder.resolve("loadgen-" + runs++ + "-" + name + ".log");
    List<String> flags = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx1g"));
    if (rate <= ONE_COMPILER_RATE) {
      flags.add("-XX:TieredStopAtLevel=1");
    }
    try (Child loadgen =
        Child.start("loadgen", log, flags, "io.vitalgrid.loadgen.LoadgenCommand", arguments)) {
      int exit = loadgen.awaitEnd(timeout);
      if (exit != 0 && exit != 3) {
        throw new IllegalStateException("loadgen ended with " + exit + ", see " + log);
      }
      return loadgen.output();
    }
  }
}
