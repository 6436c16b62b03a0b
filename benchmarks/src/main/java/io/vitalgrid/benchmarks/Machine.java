package io.vitalgrid.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a benchmark runs on; printed before the first number. */
public final class Machine {
  private Machine() {}

  public static void print(PrintStream out) {
    lines().forEach(out::println);
  }

  /** Processor, load, congestion control and JVM, a line each. */
  public static List<String> lines() {
    return List.of(
        String.format(
            Locale.ROOT,
            "machine   %s, %d cores, %s %s",
            cpu(),
            Runtime.getRuntime().availableProcessors(),
            of("os.name"),
            of("os.version")),
        String.format(
            Locale.ROOT,
            "load      %.2f (1 min, at the start)",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
        "TCP       " + congestionControl(),
        "JVM       " + of("java.vm.name") + " " + of("java.vm.version"));
  }

  /** BBR cuts a busy connection down for 200 ms every 10 s, which may be all that p99 shows. */
  private static String congestionControl() {
    try {
      String name = Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control")).strip();
      return name.equals("bbr")
          ? "bbr, which slows busy connections for 200 ms every 10 s: compare with cubic"
          : name;
    } catch (IOException e) {
      return "unknown"; // not Linux
    }
  }

  private static String cpu() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(of("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      return of("os.arch"); // not Linux
    }
  }

  private static String of(String property) {
    return System.getProperty(property);
  }
}
