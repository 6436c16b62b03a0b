package io.vitalgrid.benchmarks.peer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a system's JVM is started: all with the same heap, touched from the start as it is after a
 * while anyway, each with the collector that serves it best (docs/design/0017-tuning.md,
 * "Collectors").
 *
 * @param heap lowest and highest, such as 2g
 * @param others flags instead of the collector's, if they name one, else beside them
 */
record Jvm(String heap, List<String> others) {
  /** With the launcher's 10 ms, or its least young generation, Flink is slower. */
  private static final List<String> PEER_COLLECTOR = List.of("-XX:+UseG1GC");

  private static final String COLLECTOR = "-XX:\\+Use[A-Za-z]+GC";

  /** A member has what the launcher gives it. */
  List<String> ofMember() {
    return flags(words("vitalgrid.jvm.collector"));
  }

  List<String> ofPeer() {
    return flags(PEER_COLLECTOR);
  }

  private List<String> flags(List<String> collector) {
    List<String> flags =
        new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch"));
    if (others.stream().noneMatch(flag -> flag.matches(COLLECTOR))) {
      flags.addAll(collector);
    }
    flags.addAll(others);
    flags.addAll(words("vitalgrid.jvm.opens"));
    return flags;
  }

  /** What the parent POM says, as {@code benchmarks/run} passes it on. */
  private static List<String> words(String property) {
    return Stream.of(System.getProperty(property, "").split(" ", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
