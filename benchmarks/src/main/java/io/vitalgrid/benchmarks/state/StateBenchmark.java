package io.vitalgrid.benchmarks.state;

import io.vitalgrid.benchmarks.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command {@code benchmarks/state [--quick] [--rounds N]}: what state costs at 1,000, 100,000
 * and 1,000,000 patients, kept in the map and, beside it, in Jet's snapshots. Each measurement is a
 * JVM of its own; rounds are interleaved; printed are the medians with the lowest and highest.
 */
public final class StateBenchmark {
  private static final int[] PATIENTS = {1_000, 100_000, 1_000_000};
  private static final String[] COLUMNS = {
    "events/s", "p50 ms", "p99 ms", "max ms", "stall ms", "flush ms", "B/patient", "restart s"
  };

  private StateBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> given = List.of(args);
    boolean quick = given.contains("--quick");
    int rounds = quick ? 1 : 3;
    int seconds = quick ? 10 : 30;
    Machine.print(System.out);
    print("heap      %s", String.join(" ", jvm()));
    print(
        "run       5,000 events/s in process, 7 vitals each; windows 5 min by 1 min; snapshots"
            + " every 500 ms; %d s of warm-up, %d s measured; %d rounds",
        seconds, seconds, rounds);
    print("latency   from due to acknowledged by map predictions; no Kafka, no model");
    print("stall     the longest that a lane of patients stood still for one snapshot");
    print(
        "flush     the longest that a sink took to put unwritten rows into a snapshot; both have"
            + " the collector's pauses in them");
    print("B/patient heap and map together, one member, no backup");
    Map<String, List<double[]>> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (int patients : PATIENTS) {
        for (String where : new String[] {"map", "snapshots"}) {
          String name = String.format(Locale.ROOT, "%,9d  %-9s", patients, where);
          results
              .computeIfAbsent(name, any -> new ArrayList<>())
              .add(run(patients, where, seconds));
        }
      }
    }
    print("");
    print("%9s  %-9s  %s", "patients", "state in", heading());
    results.forEach((name, runs) -> print("%s  %s", name, row(runs)));
  }

  private static List<String> jvm() {
    return List.of("-Xms6g", "-Xmx6g", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10");
  }

  private static double[] run(int patients, String where, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvm());
    command.addAll(Arrays.asList(System.getProperty("vitalgrid.jvm.opens", "").split(" ")));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), StateRun.class.getName()));
    command.addAll(
        List.of(
            Integer.toString(patients),
            where,
            Integer.toString(seconds),
            Integer.toString(seconds)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    double[] result = null;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.startsWith("RESULT ")) {
          result =
              Arrays.stream(line.substring(7).split(" "))
                  .mapToDouble(Double::parseDouble)
                  .toArray();
        }
      }
    }
    if (process.waitFor() != 0 || result == null) {
      throw new IllegalStateException(
          "the measurement of %d patients, state in %s, ended without a result"
              .formatted(patients, where));
    }
    return result;
  }

  private static String heading() {
    StringBuilder text = new StringBuilder();
    for (String column : COLUMNS) {
      text.append(String.format(Locale.ROOT, "%23s", column));
    }
    return text.toString();
  }

  private static String row(List<double[]> runs) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < COLUMNS.length; i++) {
      int column = i;
      double[] sorted = runs.stream().mapToDouble(run -> run[column]).sorted().toArray();
      text.append(
          String.format(
              Locale.ROOT,
              "%23s",
              String.format(
                  Locale.ROOT,
                  sorted[0] >= 1_000 ? "%.0f (%.0f-%.0f)" : "%.1f (%.1f-%.1f)",
                  sorted[sorted.length / 2],
                  sorted[0],
                  sorted[sorted.length - 1])));
    }
    return text.toString();
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
