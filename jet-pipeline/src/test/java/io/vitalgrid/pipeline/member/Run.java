package io.vitalgrid.pipeline.member;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command that ran in this JVM, with what it printed. */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
