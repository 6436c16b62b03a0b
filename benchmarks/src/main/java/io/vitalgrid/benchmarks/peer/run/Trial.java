package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One system, started once: a broker of its own, the check, the warm-up, the work. */
final class Trial {
  /** Its collector's pauses are every system's: short, and as seldom as 512 MB allow. */
  private static final List<String> BROKER_JVM =
      List.of("-XX:+UseParallelGC", "-Xms512m", "-Xmx512m", "-Xmn384m", "-XX:+AlwaysPreTouch");

  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  private final Plan plan;
  private final Path model;
  private final Path folder;

  Trial(Plan plan, Path model, Path folder) {
    this.plan = plan;
    this.model = model;
    this.folder = folder;
  }

  void run(Subject subject, Figures figures, Work work) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (Child broker =
        Child.start(
            "broker",
            folder.resolve("broker.log"),
            BROKER_JVM,
            "io.vitalgrid.broker.BrokerCommand",
            List.of("--port=0"))) {
      String kafka = broker.await("broker ready", Duration.ofSeconds(60));
      Topics.create(kafka);
      CheckStream.send(kafka);
      Rightness rightness = new Rightness(kafka, Files.readAllBytes(model));
      long startedMs = System.currentTimeMillis();
      try (Redis redis = subject.wantsRedis() ? Redis.start(folder.resolve("redis.log")) : null;
          Running system =
              subject.start(folder.resolve("system.log"), plan.jvm(), kafka, model, redis)) {
        Rightness.Verdict verdict = rightness.judge(system.process());
        if (!verdict.right()) {
          throw new IllegalStateException(
              subject.label() + " does not give the right predictions: " + verdict);
        }
        figures.add("predictions checked", verdict.expected());
        if (redis != null) {
          figures.add("patients checked in Redis", redis.requireNewest(kafka));
        }
        figures.add("first prediction after, s", (verdict.firstMs() - startedMs) / 1e3);
        try (Load load = new Load(broker, kafka, plan.patients(), folder)) {
          admit(kafka, load);
          fillWindows(kafka, load);
          warmUp(kafka, load);
          work.measure(system, load, figures);
        }
      }
    }
  }

  /** Ends when all patients are in, on the side of the system too. */
  private void admit(String kafka, Load load) throws InterruptedException {
    Burst burst = Burst.admitting(plan.patients());
    load.admit(burst);
    awaitCalm(kafka, burst.rate());
  }

  /**
   * Hears each patient once, 3 to 4 min late: so from now on windows of all settle at each full
   * minute, as they do all day, and not only when the load has lasted for some minutes.
   */
  private void fillWindows(String kafka, Load load) throws InterruptedException {
    Burst burst = Burst.hearing(plan.patients());
    load.sendLate(burst);
    awaitCalm(kafka, burst.rate());
  }

  /** Ends when nothing is left of the warm-up, which may be more than the system can do. */
  private void warmUp(String kafka, Load load) throws InterruptedException {
    if (plan.warmupSeconds() > 0) {
      load.warmUp(Plan.WARMUP_RATE, plan.warmupSeconds());
      awaitCalm(kafka, Plan.WARMUP_RATE);
    }
  }

  private static void awaitCalm(String kafka, int rate) throws InterruptedException {
    Topics.awaitCalm(kafka, PeerSettings.PREDICTIONS, rate / 100, CATCH_UP);
  }
}
