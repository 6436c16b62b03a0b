package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.check.Check;
import io.vitalgrid.loadgen.check.CheckResult;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.measure.Probes;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.schedule.Pacer;
import io.vitalgrid.loadgen.schedule.PlannedRate;
import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.KafkaSink;
import io.vitalgrid.loadgen.send.RecordSink;
import io.vitalgrid.loadgen.send.SendListener;
import io.vitalgrid.loadgen.send.Sender;
import io.vitalgrid.loadgen.send.Sender.RunStart;
import io.vitalgrid.loadgen.send.Tally;
import io.vitalgrid.loadgen.send.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One run from the first connection to the result: wires the parts, and looks once a second. */
final class LoadRun {
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LAST_ANSWERS_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_QUIET_SECONDS = 3;
  private static final int WARM_UP_EVENTS = 20_000; // encoded, not sent
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private final LoadSettings settings;
  private final Report report;
  private final Predicate<Report.Second> isEnough;
  private final StopSignal stop;
  private final Clock clock;
  private final Ticker ticker = Ticker.SYSTEM;
  private final Tally tally = new Tally();
  private volatile boolean enough;

  LoadRun(LoadSettings settings, Report report, StopSignal stop, Clock clock) {
    this(settings, report, second -> false, stop, clock);
  }

  /**
   * @param isEnough asked about each second: whether nothing more needs to be sent
   */
  LoadRun(
      LoadSettings settings,
      Report report,
      Predicate<Report.Second> isEnough,
      StopSignal stop,
      Clock clock) {
    this.settings = settings;
    this.report = report;
    this.isEnough = isEnough;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Runs until the schedule ends, enough was sent or the run is stopped, reports the result and
   * returns it.
   *
   * @throws LoadgenException if the run cannot start
   */
  Result run() throws InterruptedException {
    if (!settings.discard()) {
      Topics.ensure(settings.kafka(), settings.topic(), settings.partitions());
    }
    long leadNanos = warmUp();
    int patients = settings.events().cohort().size();
    try (RecordSink sink = sink();
        Probes probes = new Probes(settings.probes(), settings.kafka(), patients, ticker)) {
      return drive(sink, probes, leadNanos);
    }
  }

  private RecordSink sink() {
    return settings.discard()
        ? RecordSink.discarding(tally)
        : new KafkaSink(settings.kafka(), settings.topic(), tally);
  }

  /**
   * The first seconds should not measure the just-in-time compiler.
   *
   * @return how long the run must be prepared for, in ns: what it took here, and is quicker the
   *     second time
   */
  private long warmUp() {
    long fromNanos = ticker.nanos();
    EventStream events = newEvents(0);
    long tookNanos = ticker.nanos() - fromNanos;
    for (int i = 0; i < WARM_UP_EVENTS && !stop.isStopped(); i++) {
      events.next(i);
    }
    return tookNanos;
  }

  /**
   * With its patients where the collector will not move them any more: of 100,000 that were new it
   * would copy 20 MB in the midst of the run, and what is sent would wait for 30 ms.
   */
  private EventStream newEvents(long startMs) {
    EventStream events = new EventStream(settings.events(), startMs);
    System.gc();
    return events;
  }

  private Result drive(RecordSink sink, Probes probes, long leadNanos) throws InterruptedException {
    long leadMs = leadNanos / NANOS_PER_MS + 1;
    long nowMs = clock.millis();
    // Read together: all that lies between the two clocks would count as latency.
    long nowNanos = ticker.nanos();
    long startMs = nowMs + leadMs;
    RunStart start = new RunStart(startMs, nowNanos + leadMs * NANOS_PER_MS);
    Optional<Check> check =
        settings
            .checked()
            .map(
                topics ->
                    new Check(
                        topics, settings.kafka(), settings.topic(), settings.events(), startMs));
    EventStream events = newEvents(startMs);
    probes.measureFrom(start.nanos() + settings.warmup().toNanos());
    Thread sending = new Thread(sender(events, start, sink, probes, check), "loadgen-send");
    sending.start();
    watch(sending, start, probes);
    // It may have been stopped before it began.
    long durationMs = Math.max(0, (ticker.nanos() - start.nanos()) / NANOS_PER_MS);
    sink.close(stop.isStopped() ? STOP_TIMEOUT : DELIVERY_TIMEOUT);
    awaitLastAnswers(probes);
    Optional<CheckResult> checked = Optional.empty();
    if (check.isPresent()) {
      checked =
          Optional.of(check.get().compare(slowestMs(probes), tally.failed(), stop::isStopped));
    }
    Result result =
        new Result(
            tally,
            startMs,
            durationMs,
            settings.warmup(),
            settings.maxSendLag(),
            stop.isStopped(),
            probes.topicLatency(),
            probes.sqlLatency(),
            probes.forgotten(),
            checked);
    report.end(result);
    return result;
  }

  private static long slowestMs(Probes probes) {
    return probes
        .topicLatency()
        .map(l -> Math.max(l.micros().getMaxValue(), l.warmupMicros().getMaxValue()) / 1000)
        .orElse(0L);
  }

  private Sender sender(
      EventStream events, RunStart start, RecordSink sink, Probes probes, Optional<Check> check) {
    List<SendListener> listeners = new ArrayList<>(probes.listeners());
    check.ifPresent(listeners::add);
    return new Sender(
        new Pacer(
            settings.plan().schedule(settings.events().seed()),
            ticker,
            start.nanos(),
            this::isOver),
        start,
        settings.warmup(),
        events,
        listeners,
        sink,
        tally,
        settings.events().terms().surelyTakenMs());
  }

  /** Reports each second until the sending thread has ended. */
  private void watch(Thread sending, RunStart start, Probes probes) throws InterruptedException {
    PlannedRate planned = new PlannedRate(settings.plan());
    long lastSent = 0;
    long lastNanos = start.nanos();
    long nextNanos = start.nanos() + NANOS_PER_SECOND;
    while (sending.isAlive()) {
      long waitMs = Math.max(1, (nextNanos - ticker.nanos()) / NANOS_PER_MS);
      if (isOver()) {
        endSoon(sending);
        return;
      }
      sending.join(Math.min(waitMs, 50));
      long nowNanos = ticker.nanos();
      if (nowNanos < nextNanos) {
        continue;
      }
      long sent = tally.sent();
      Report.Second second =
          second(
              nowNanos - start.nanos(),
              sent,
              (sent - lastSent) * 1e9 / (nowNanos - lastNanos),
              planned,
              probes);
      report.second(second);
      enough = isEnough.test(second);
      lastSent = sent;
      lastNanos = nowNanos;
      while (nextNanos <= nowNanos) {
        nextNanos += NANOS_PER_SECOND;
      }
    }
  }

  private Report.Second second(
      long elapsedNanos, long sent, double rate, PlannedRate planned, Probes probes) {
    return new Report.Second(
        elapsedNanos / NANOS_PER_MS,
        sent,
        tally.acked(),
        tally.failed(),
        rate,
        planned.lastSecond(elapsedNanos / 1e9),
        tally.takeMaxLagNanos() / 1e6,
        tally.answerable(),
        probes.take());
  }

  private boolean isOver() {
    return enough || stop.isStopped();
  }

  /** The thread sees the stop by itself, unless a full buffer holds it. */
  private static void endSoon(Thread sending) throws InterruptedException {
    sending.join(1000);
    sending.interrupt();
    sending.join();
  }

  /** Waits for predictions still under way, as long as they keep coming. */
  private void awaitLastAnswers(Probes probes) throws InterruptedException {
    long deadline = ticker.nanos() + LAST_ANSWERS_TIMEOUT.toNanos();
    long before = -1;
    int quietSeconds = 0;
    while (quietSeconds < MAX_QUIET_SECONDS && ticker.nanos() < deadline && !stop.isStopped()) {
      boolean complete = !probes.measuresTopic() || probes.answered() >= tally.answerable();
      if (complete && probes.waitingForSql() == 0) {
        return;
      }
      quietSeconds = probes.answered() > before ? 0 : quietSeconds + 1;
      before = probes.answered();
      stop.await(complete ? 50 : 1000);
    }
  }
}
