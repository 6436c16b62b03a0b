package io.vitalgrid.benchmarks.peer.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A system that is measured, and how it is started. */
enum Subject {
  VITALGRID("io.vitalgrid.pipeline.member.Main"),
  FLINK("io.vitalgrid.benchmarks.peer.flink.FlinkJob"),
  FLINK_REDIS("io.vitalgrid.benchmarks.peer.flink.FlinkJob"),
  REFERENCE("io.vitalgrid.benchmarks.peer.flink.ReferenceJob"),
  STREAMS("io.vitalgrid.benchmarks.peer.streams.StreamsJob"),
  FLOOR("io.vitalgrid.benchmarks.peer.floor.Floor");

  private final String mainClass;

  Subject(String mainClass) {
    this.mainClass = mainClass;
  }

  static Subject named(String name) {
    return Arrays.stream(values())
        .filter(subject -> subject.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "system \"" + name + "\" is not known: there are " + all()));
  }

  static List<String> all() {
    return Stream.of(values()).map(Subject::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Flags that all systems share: equal heap, the same collector with the same target.
   *
   * @param others instead of the collector's, if they name one, else beside them
   */
  static List<String> jvm(String heap, List<String> others) {
    List<String> flags = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
    if (others.stream().noneMatch(flag -> flag.matches("-XX:\\+Use[A-Za-z]+GC"))) {
      flags.addAll(List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10"));
    }
    flags.addAll(others);
    Stream.of(System.getProperty("vitalgrid.jvm.opens", "").split(" ", -1))
        .filter(flag -> !flag.isEmpty())
        .forEach(flags::add);
    return flags;
  }

  boolean wantsRedis() {
    return this == FLINK_REDIS || this == REFERENCE;
  }

  /**
   * Starts it.
   *
   * @param redis null unless it is wanted
   */
  Child start(Path log, List<String> jvm, String kafka, Path model, Redis redis)
      throws InterruptedException {
    List<Child> companions = new ArrayList<>();
    List<String> flags = new ArrayList<>(jvm);
    List<String> arguments = new ArrayList<>();
    if (this == VITALGRID) {
      arguments.add("member");
      for (String setting :
          List.of(
              "kafka.bootstrap-servers=" + kafka,
              "model.path=" + model,
              "grid.cluster-name=peers-" + ProcessHandle.current().pid(),
              "grid.port=" + Ports.free(),
              "http.port=" + Ports.free())) {
        arguments.addAll(List.of("--set", setting));
      }
    } else {
      flags.add("-Dpeer.kafka=" + kafka);
      flags.add("-Dpeer.model=" + model);
      if (redis != null) {
        flags.add("-Dpeer.redis=" + redis.url());
        companions.add(redis.process());
      }
      if (this == REFERENCE) {
        ModelServer server = ModelServer.start(log.resolveSibling("model-server.log"), model);
        flags.add("-Dpeer.scorer=" + server.url());
        companions.add(server.process());
      }
      // Flink's own; on Java 17 it reflects on the arguments of its closures.
      flags.addAll(List.of("--add-opens", "java.base/java.util=ALL-UNNAMED", "--add-opens"));
      flags.add("java.base/java.time=ALL-UNNAMED");
    }
    Child child = Child.start(label(), log, flags, mainClass, arguments);
    companions.forEach(child::with);
    return child;
  }
}
