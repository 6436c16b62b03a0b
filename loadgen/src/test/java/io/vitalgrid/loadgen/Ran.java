package io.vitalgrid.loadgen;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command said and how it ended. */
record Ran(int exitCode, String out, String err) {
  /** Runs the command in this JVM, to its end. */
  static Ran loadgen(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = LoadgenCommand.commandLine(new StopSignal());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Ran(command.execute(args), out.toString(), err.toString());
  }

  String lastLine() {
    return out.lines().reduce("", (before, line) -> line);
  }
}
