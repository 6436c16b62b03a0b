package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One system in one round: a broker of its own, the check, the warm-up, the measurements. */
final class Trial {
  private final Plan plan;
  private final Path model;
  private final Path folder;

  /**
   * What is done.
   *
   * @param rates events/s at which latency and cost are measured
   * @param findLimit whether the highest sustainable rate is searched
   */
  record Plan(
      List<Integer> rates,
      int seconds,
      int warmupRate,
      int warmupSeconds,
      boolean findLimit,
      int patients,
      String heap) {}

  Trial(Plan plan, Path model, Path folder) {
    this.plan = plan;
    this.model = model;
    this.folder = folder;
  }

  void run(Subject subject, Figures figures) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> flags = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx512m");
    try (Child broker =
        Child.start(
            "broker",
            folder.resolve("broker.log"),
            flags,
            "io.vitalgrid.broker.BrokerCommand",
            List.of("--port=0"))) {
      String kafka = broker.await("broker ready", Duration.ofSeconds(60));
      Topics.create(kafka);
      Load load = new Load(kafka, plan.patients(), folder);
      CheckStream.send(kafka);
      Rightness rightness = new Rightness(kafka, Files.readAllBytes(model));
      long startedMs = System.currentTimeMillis();
      try (Redis redis = subject.wantsRedis() ? Redis.start(folder.resolve("redis.log")) : null;
          Child system =
              subject.start(folder.resolve("system.log"), plan.heap(), kafka, model, redis)) {
        Rightness.Verdict verdict = rightness.judge(system);
        if (!verdict.right()) {
          throw new IllegalStateException(
              subject.label() + " does not give the right predictions: " + verdict);
        }
        figures.add("predictions checked", verdict.expected());
        if (redis != null) {
          figures.add("patients checked in Redis", redis.requireNewest(kafka));
        }
        figures.add("first prediction after, s", (verdict.firstMs() - startedMs) / 1e3);
        measure(system, load, figures);
      }
    }
  }

  private void measure(Child system, Load load, Figures figures) throws InterruptedException {
    if (plan.warmupSeconds() > 0) {
      load.send(plan.warmupRate(), plan.warmupSeconds());
    }
    for (int rate : plan.rates()) {
      double cpu = system.cpuSeconds();
      double allocated = system.allocatedBytes();
      RunFile run = load.measure(rate, Math.min(3, plan.seconds()), plan.seconds());
      double millions = run.object("totals").number("sent_records") / 1e6;
      String at = String.format(java.util.Locale.ROOT, " at %,d/s", rate);
      double cpuPerMillion = (system.cpuSeconds() - cpu) / millions;
      figures.add("CPU s per million" + at, cpuPerMillion);
      figures.add("events/s per core" + at, 1e6 / cpuPerMillion);
      figures.add(
          "allocated MB per million" + at,
          (system.allocatedBytes() - allocated) / millions / (1 << 20));
      RunFile latency = run.object("latency_topic");
      for (String percentile : List.of("p50_ms", "p99_ms", "p99_9_ms", "p99_99_ms")) {
        String name = percentile.replace("_ms", ", ms").replace("9_9", "9.9");
        figures.add(name + at, latency.number(percentile));
      }
      figures.add("lost events" + at, run.object("totals").number("lost_events"));
      figures.add("resident MB" + at, system.residentMegabytes());
      system.requireAlive();
    }
    if (plan.findLimit()) {
      figures.add("sustainable events/s", load.limit(plan.warmupRate(), 8, 0.15));
    }
  }
}
