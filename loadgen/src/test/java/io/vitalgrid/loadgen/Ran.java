package io.vitalgrid.loadgen;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command said and how it ended. */
record Ran(int exitCode, String out, String err) {
  /** Runs the command in this JVM, to its end. */
  static Ran loadgen(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.execute(
            new StopSignal(), new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  String lastLine() {
    return out.lines().reduce("", (before, line) -> line);
  }
}
