package io.vitalgrid.pipeline.member;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.grid.settings.Durations;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * One run of {@code up}: starts everything side by side, watches it, ends it.
 *
 * <pre>
 * broker ──────ready─┐
 * training ─────done─┤
 * member: grid ──────┴─ topics, model, job ─ load ─ a line a second ─ drain ─ summary
 * </pre>
 */
final class UpRun {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration LAST_WORDS = Duration.ofSeconds(4);
  private static final Duration LONGEST_END = Duration.ofSeconds(25);

  private final UpPlan plan;
  private final Settings settings;
  private final Console console;
  private final Stop stop = new Stop();

  UpRun(UpPlan plan, Settings given, Console console) {
    this.plan = plan;
    this.console = console;
    settings =
        runsBroker(given)
            ? Ports.claimWithBroker(given, console::say)
            : Ports.claim(given, console::say);
  }

  private static boolean runsBroker(Settings settings) {
    return settings.get(GridSettings.KAFKA_BOOTSTRAP_SERVERS).isEmpty();
  }

  /** Runs to the end; returns the exit code. */
  int run() {
    Launcher launcher = Launcher.of(System.getenv());
    try (DataFolder folder = DataFolder.open(plan.dataDir());
        Children children = new Children(launcher, folder.path())) {
      Signals.handle(() -> stopSoon(children), () -> stopNow(children));
      return run(launcher, folder, children);
    } catch (Stop.Requested e) {
      console.say("stopped before the first event was sent");
      return 0;
    }
  }

  private int run(Launcher launcher, DataFolder folder, Children children) {
    Broker broker = runsBroker(settings) ? Broker.start(children, settings, folder) : null;
    Training training =
        needsModel() ? Training.start(launcher, children, plan.load().cohort()) : null;
    announce(folder, broker, training);
    try (Member member =
        Member.start(settings, stop, known -> beforeJob(known, children, broker, training))) {
      member.awaitRunning(stop);
      return watch(member, children);
    }
  }

  /** A grid that is joined has its model. */
  private boolean needsModel() {
    return settings.get(GridSettings.MODEL_PATH).isEmpty()
        && settings.get(GridSettings.GRID_MEMBERS).isEmpty();
  }

  private Settings beforeJob(Settings known, Children children, Broker broker, Training training) {
    if (broker != null) {
      await(broker::isReady, children);
    }
    if (training == null) {
      return known;
    }
    await(training::isDone, children);
    return known.withDefault(GridSettings.MODEL_PATH, training.model().toString());
  }

  private void await(BooleanSupplier done, Children children) {
    while (!done.getAsBoolean()) {
      children.check();
      stop.pause(POLL);
    }
    children.check();
  }

  private int watch(Member member, Children children) {
    boolean healthy = false;
    try {
      long before = new Topics(settings, stop).inputSize();
      GridTotals totals = new GridTotals(member.hazelcast());
      Load load = Load.start(children, plan.load().arguments(settings, durationText()));
      LiveView view = new LiveView(console, totals, member.hazelcast(), plan.warmup());
      try (view) {
        while (!load.isOver() && !stop.isRequested()) {
          children.check();
          check(member);
          view.update(load);
          stop.await(POLL);
        }
      }
      children.check();
      healthy = true;
      load.stop(LAST_WORDS);
      if (load.latest() == null) {
        console.say("stopped before the first event was sent");
        return 0;
      }
      Ending ending = new Ending(member, totals, load.latest(), before);
      Totals last = ending.drain(stop.isRequested());
      return new Summary(plan, load.latest(), ending.conservation(last), last, view.warm())
          .print(console);
    } finally {
      GridLog.endsHere();
      if (!healthy) {
        member.abandon();
      }
    }
  }

  private static void check(Member member) {
    JobStatus status = member.job().getStatus();
    if (status == JobStatus.FAILED || status == JobStatus.SUSPENDED) {
      throw new StartException(
          "job %s is %s: %s"
              .formatted(member.job().getName(), status, JobWatch.reason(member.job())));
    }
  }

  private String durationText() {
    return plan.duration() == null ? null : plan.duration().toMillis() + "ms";
  }

  private void announce(DataFolder folder, Broker broker, Training training) {
    console.say("windows", windows());
    if (broker != null) {
      console.say("kafka", Topics.servers(settings) + "  (process " + broker.pid() + ")");
    } else {
      console.say("kafka", Topics.servers(settings));
    }
    String grid = Member.address(settings);
    console.say("grid", grid + "  ./vitalgrid sql --address " + grid);
    console.say("metrics", Member.httpUrl(settings) + "/metrics  health /health");
    console.say("load", plan.load().describe() + forHowLong());
    console.say("data", folder.path() + (folder.temporary() ? "  (goes at the end)" : ""));
    if (training != null && training.isNew()) {
      console.say("model", "none configured: training one, kept as " + training.model());
    } else if (training != null) {
      console.say("model", training.model() + "  (trained by an earlier `up`)");
    }
  }

  private String forHowLong() {
    return plan.duration() == null ? ", until Ctrl-C" : ", for " + Durations.print(plan.duration());
  }

  private String windows() {
    boolean anySet =
        settings.isSet(GridSettings.WINDOW_SIZE)
            || settings.isSet(GridSettings.WINDOW_SLIDE)
            || settings.isSet(GridSettings.WATERMARK_LAG)
            || settings.isSet(GridSettings.LATENESS_ALLOWED);
    return "size %s, slide %s, watermark lag %s, lateness %s; alerts after %s%s"
        .formatted(
            settings.text(GridSettings.WINDOW_SIZE),
            settings.text(GridSettings.WINDOW_SLIDE),
            settings.text(GridSettings.WATERMARK_LAG),
            settings.text(GridSettings.LATENESS_ALLOWED),
            settings.text(GridSettings.ALERT_MIN_DURATION),
            anySet ? "" : "  (short, to show all in a minute; --set window.size=5m and so on)");
  }

  private void stopSoon(Children children) {
    stop.request();
    Thread watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST_END.toMillis());
              } catch (InterruptedException e) {
                return;
              }
              System.err.println("up: not ended within " + LONGEST_END.toSeconds() + " s");
              stopNow(children);
            },
            "end-watch");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  private static void stopNow(Children children) {
    children.kill();
    Runtime.getRuntime().halt(1);
  }

  /** The broker's process. */
  private record Broker(ChildProcess process, CountDownLatch ready) {
    static Broker start(Children children, Settings settings, DataFolder folder) {
      List<String> arguments =
          new ArrayList<>(
              List.of("broker", "--port", settings.text(GridSettings.BROKER_PORT), "--partitions"));
      arguments.add(settings.text(GridSettings.KAFKA_TOPIC_PARTITIONS));
      if (!folder.temporary()) {
        arguments.addAll(List.of("--data-dir", folder.path().resolve("broker").toString()));
      }
      CountDownLatch ready = new CountDownLatch(1);
      ChildProcess process =
          children.start(
              arguments,
              line -> {
                if (line.startsWith("broker ready ")) {
                  ready.countDown();
                }
              });
      return new Broker(process, ready);
    }

    boolean isReady() {
      return ready.getCount() == 0;
    }

    long pid() {
      return process.pid();
    }
  }
}
