package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.report.LatencyProbe;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.schedule.Pacer;
import io.vitalgrid.loadgen.schedule.Schedule;
import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.KafkaSink;
import io.vitalgrid.loadgen.send.SendListener;
import io.vitalgrid.loadgen.send.Sender;
import io.vitalgrid.loadgen.send.Sender.RunStart;
import io.vitalgrid.loadgen.send.Tally;
import io.vitalgrid.loadgen.send.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run from the first connection to the result: wires the parts, and looks once a second. */
final class LoadRun {
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LAST_ANSWERS_TIMEOUT = Duration.ofSeconds(10);
  private static final int WARM_UP_EVENTS = 20_000; // encoded, not sent
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private final LoadSettings settings;
  private final List<Stay> cohort;
  private final Report report;
  private final StopSignal stop;
  private final Clock clock;
  private final Ticker ticker = Ticker.SYSTEM;
  private final Tally tally = new Tally();

  LoadRun(LoadSettings settings, List<Stay> cohort, Report report, StopSignal stop, Clock clock) {
    this.settings = settings;
    this.cohort = cohort;
    this.report = report;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Runs until the schedule ends or the run is stopped, reports the result and returns it.
   *
   * @throws LoadgenException if the run cannot start
   */
  Result run() throws InterruptedException {
    Topics.ensure(settings.kafka(), settings.topic(), settings.partitions());
    warmUp();
    try (KafkaSink sink = new KafkaSink(settings.kafka(), settings.topic(), tally)) {
      if (settings.predictionsTopic().isEmpty()) {
        return drive(sink, Optional.empty());
      }
      String predictions = settings.predictionsTopic().get();
      try (LatencyProbe probe =
          new LatencyProbe(settings.kafka(), predictions, cohort.size(), ticker)) {
        probe.awaitReady(PROBE_TIMEOUT);
        return drive(sink, Optional.of(probe));
      }
    }
  }

  /** The first seconds should not measure the just-in-time compiler. */
  private void warmUp() {
    EventStream events = events(0);
    for (int i = 0; i < WARM_UP_EVENTS && !stop.isStopped(); i++) {
      events.next(i);
    }
  }

  private EventStream events(long firstSeq) {
    return new EventStream(
        cohort, settings.disorder(), settings.deterioratingShare(), settings.seed(), firstSeq);
  }

  private Result drive(KafkaSink sink, Optional<LatencyProbe> probe) throws InterruptedException {
    EventStream events = events(clock.millis());
    RunStart start = new RunStart(clock.millis(), ticker.nanos());
    probe.ifPresent(p -> p.measureFrom(start.nanos() + settings.warmup().toNanos()));
    Pacer pacer = new Pacer(schedule(), ticker, start.nanos(), stop::isStopped);
    SendListener listener = probe.isPresent() ? probe.get() : SendListener.NONE;
    Sender sender = new Sender(pacer, start, settings.warmup(), events, listener, sink, tally);
    Thread sending = new Thread(sender, "loadgen-send");
    sending.start();
    watch(sending, start, probe);
    long durationMs = (ticker.nanos() - start.nanos()) / NANOS_PER_MS;
    sink.close(stop.isStopped() ? STOP_TIMEOUT : DELIVERY_TIMEOUT);
    if (probe.isPresent()) {
      awaitLastAnswers(probe.get());
    }
    Result result =
        new Result(
            tally,
            durationMs,
            settings.warmup(),
            settings.maxSendLag(),
            probe.map(LatencyProbe::result));
    report.end(result);
    return result;
  }

  private Schedule schedule() {
    Schedule schedule = Schedule.constant(settings.rate());
    return settings.duration().map(schedule::until).orElse(schedule);
  }

  /** Reports each second until the sending thread has ended. */
  private void watch(Thread sending, RunStart start, Optional<LatencyProbe> probe)
      throws InterruptedException {
    long lastSent = 0;
    long lastNanos = start.nanos();
    long nextNanos = start.nanos() + NANOS_PER_SECOND;
    while (sending.isAlive()) {
      long waitMs = Math.max(1, (nextNanos - ticker.nanos()) / NANOS_PER_MS);
      if (stop.isStopped()) {
        endSoon(sending);
        return;
      }
      sending.join(Math.min(waitMs, 50));
      long nowNanos = ticker.nanos();
      if (nowNanos < nextNanos) {
        continue;
      }
      long sent = tally.sent();
      report.second(
          new Report.Second(
              (nowNanos - start.nanos()) / NANOS_PER_MS,
              sent,
              tally.acked(),
              tally.failed(),
              (sent - lastSent) * 1e9 / (nowNanos - lastNanos),
              tally.takeMaxLagNanos() / 1e6,
              probe.map(LatencyProbe::takeInterval)));
      lastSent = sent;
      lastNanos = nowNanos;
      while (nextNanos <= nowNanos) {
        nextNanos += NANOS_PER_SECOND;
      }
    }
  }

  /** The thread sees the stop by itself, unless a full buffer holds it. */
  private static void endSoon(Thread sending) throws InterruptedException {
    sending.join(1000);
    sending.interrupt();
    sending.join();
  }

  /** Waits for predictions still under way, as long as they keep coming. */
  private void awaitLastAnswers(LatencyProbe probe) throws InterruptedException {
    long deadline = ticker.nanos() + LAST_ANSWERS_TIMEOUT.toNanos();
    long before = -1;
    while (probe.answered() > before && ticker.nanos() < deadline && !stop.isStopped()) {
      before = probe.answered();
      if (before == tally.vitals()) {
        return;
      }
      stop.await(1000);
    }
  }
}
