package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.grid.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A system that is measured, and how it is started. */
enum Subject {
  VITALGRID(1),
  VITALGRID_2(2),
  VITALGRID_3(3),
  FLINK("io.vitalgrid.benchmarks.peer.flink.FlinkJob"),
  FLINK_REDIS("io.vitalgrid.benchmarks.peer.flink.FlinkJob"),
  REFERENCE("io.vitalgrid.benchmarks.peer.flink.ReferenceJob"),
  STREAMS("io.vitalgrid.benchmarks.peer.streams.StreamsJob"),
  FLOOR("io.vitalgrid.benchmarks.peer.floor.Floor");

  private static final Duration READY = Duration.ofSeconds(90);

  private final String mainClass;
  private final int members;

  Subject(String mainClass) {
    this.mainClass = mainClass;
    members = 0;
  }

  /** VitalGrid with so many members. */
  Subject(int members) {
    mainClass = "io.vitalgrid.pipeline.member.Main";
    this.members = members;
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

  boolean wantsRedis() {
    return this == FLINK_REDIS || this == REFERENCE;
  }

  /**
   * Starts it.
   *
   * @param redis null unless it is wanted
   */
  Running start(Path log, Jvm jvm, String kafka, Path model, Redis redis)
      throws InterruptedException {
    return members > 0
        ? startMembers(log, jvm.ofMember(), kafka, model)
        : startPeer(log, jvm.ofPeer(), kafka, model, redis);
  }

  private Running startMembers(Path log, List<String> jvm, String kafka, Path model)
      throws InterruptedException {
    String cluster = "peers-" + ProcessHandle.current().pid();
    List<Integer> ports = Stream.generate(FreePort::onLoopback).limit(members).toList();
    String addresses =
        ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    Child first = null;
    for (int i = 0; i < members; i++) {
      List<String> arguments = new ArrayList<>(List.of("member"));
      for (String setting :
          List.of(
              "kafka.bootstrap-servers=" + kafka,
              "model.path=" + model,
              "grid.cluster-name=" + cluster,
              "grid.port=" + ports.get(i),
              "grid.members=" + addresses,
              "http.port=" + FreePort.onLoopback())) {
        arguments.addAll(List.of("--set", setting));
      }
      Path ownLog = i == 0 ? log : log.resolveSibling("system-" + (i + 1) + ".log");
      Child member = Child.start(label(), ownLog, jvm, mainClass, arguments);
      if (members > 1) { // one that joins a grid which is just being made may make another
        member.await("ready", READY);
      }
      first = first == null ? member : first.with(member);
    }
    return new Running(first, () -> new GridTable(cluster, ports.get(0)));
  }

  private Running startPeer(Path log, List<String> jvm, String kafka, Path model, Redis redis)
      throws InterruptedException {
    List<Child> companions = new ArrayList<>();
    List<String> flags = new ArrayList<>(jvm);
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
    Child child = Child.start(label(), log, flags, mainClass, List.of());
    companions.forEach(child::with);
    return new Running(child, redis == null ? null : () -> new RedisTable(redis.url()));
  }
}
