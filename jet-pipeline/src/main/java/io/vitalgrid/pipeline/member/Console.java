package io.vitalgrid.pipeline.member;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lines for people, each seen at once. Several threads may speak; lines of one call stay together.
 */
record Console(PrintWriter out) {
  void say(String line) {
    say(List.of(line));
  }

  void say(List<String> lines) {
    out.println(String.join(System.lineSeparator(), lines));
    out.flush();
  }

  /** A name in a column of its own, and what there is to say about it. */
  void say(String name, String text) {
    say("%-9s%s".formatted(name, text));
  }
}
