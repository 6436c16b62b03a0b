package io.vitalgrid.pipeline.member;

import java.io.PrintWriter;
import java.util.List;

/** Lines for people, each seen at once. */
record Console(PrintWriter out) {
  void say(String line) {
    out.println(line);
    out.flush();
  }

  void say(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** A name in a column of its own, and what there is to say about it. */
  void say(String name, String text) {
    say("%-9s%s".formatted(name, text));
  }
}
