package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.run.RunFile;
import io.vitalgrid.loadgen.slo.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The loads on one system, the same for every system, by one {@link LoadProcess}. */
final class Load implements AutoCloseable {
  private static final Pattern FOUND =
      Pattern.compile("highest sustainable rate: ([0-9,]+) events/s.*");

  /** So long no latency counts at the beginning of a rate. */
  static final int SETTLING_SECONDS = 3;

  private final Child broker;
  private final String kafka;
  private final int patients;
  private final Path folder;
  private final LoadProcess process;
  private int runs;

  Load(Child broker, String kafka, int patients, Path folder) {
    this.broker = broker;
    this.kafka = kafka;
    this.patients = patients;
    this.folder = folder;
    process = LoadProcess.start(folder.resolve("loadgen.log"));
  }

  String kafka() {
    return kafka;
  }

  /** How long the generator's JIT compilers and the broker's have worked so far. */
  Duration compileTime() {
    return process.compileTime().plus(broker.compileTime());
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
  void admit(Burst burst) throws InterruptedException {
    send("admit", unadmitted(burst.rate()), burst.seconds());
  }

  /** Vitals that all come late, for windows that end from now on too. */
  void sendLate(Burst burst) throws InterruptedException {
    List<String> arguments = common(burst.rate());
    arguments.addAll(List.of("--late-share=1", "--out-of-order-share=0", "--too-late-share=0"));
    send("late", arguments, burst.seconds());
  }

  /** Sends, looks at what comes, and forgets it: what measures is compiled then, too. */
  void warmUp(int rate, int seconds) throws InterruptedException {
    List<String> arguments = common(rate);
    arguments.addAll(List.of("--warmup=0s", "--duration=" + seconds + "s"));
    run("warm-up", arguments, Duration.ofSeconds(seconds + 90L));
  }

  /** Sends and does not look at what comes. */
  void send(int rate, int seconds) throws InterruptedException {
    send("send", common(rate), seconds);
  }

  private void send(String name, List<String> arguments, int seconds) throws InterruptedException {
    arguments.addAll(List.of("--no-measure", "--warmup=0s", "--duration=" + seconds + "s"));
    run(name, arguments, Duration.ofSeconds(seconds + 60L));
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
    run("measure", arguments, Duration.ofSeconds(warmupSeconds + seconds + 90L));
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
    for (String line : run("limit", arguments, Duration.ofMinutes(10))) {
      Matcher found = FOUND.matcher(line);
      if (found.matches()) {
        return Integer.parseInt(found.group(1).replace(",", ""));
      }
    }
    return 0;
  }

  private List<String> run(String name, List<String> arguments, Duration timeout)
      throws InterruptedException {
    Path log = folder.resolve("loadgen-" + runs++ + "-" + name + ".log");
    int exit = process.run(log, arguments, timeout);
    if (exit != 0 && exit != 3) {
      throw new IllegalStateException("loadgen ended with " + exit + ", see " + log);
    }
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
