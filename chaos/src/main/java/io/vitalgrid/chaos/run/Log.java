package io.vitalgrid.chaos.run;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** One line for everything that happens, with the time of day. */
final class Log {
  private final PrintWriter out;

  Log(PrintWriter out) {
    this.out = out;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
  void say(String format, Object... arguments) {
    String time = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS).toString();
    out.println("%-12s  %s".formatted(time, format.formatted(arguments)));
    out.flush();
  }

  /** A line without a time. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
