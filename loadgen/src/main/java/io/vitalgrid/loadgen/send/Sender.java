package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.schedule.Pacer;
import io.vitalgrid.loadgen.schedule.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * The open loop: waits for the schedule and for nothing else, makes the event, hands it over. What
 * the system under load does has no way to reach the intended send times.
 */
public final class Sender implements Runnable {
  private static final long NANOS_PER_MS = 1_000_000;

  private final Pacer pacer;
  private final RunStart start;
  private final long warmupNanos;
  private final EventStream events;
  private final SendListener[] listeners;
  private final RecordSink sink;
  private final Tally tally;
  private final long surelyTakenMs;

  /**
   * Sends one run.
   *
   * @param surelyTakenMs events that are no older when they are sent must be answered
   */
  public Sender(
      Pacer pacer,
      RunStart start,
      Duration warmup,
      EventStream events,
      List<SendListener> listeners,
      RecordSink sink,
      Tally tally,
      long surelyTakenMs) {
    this.pacer = pacer;
    this.start = start;
    this.warmupNanos = warmup.toNanos();
    this.events = events;
    this.listeners = listeners.toArray(SendListener[]::new);
    this.sink = sink;
    this.tally = tally;
    this.surelyTakenMs = surelyTakenMs;
  }

  /** Runs until the schedule ends, or the pacer is stopped. */
  @Override
  public void run() {
    Tally.Cost before = ThreadCost.now();
    send();
    Tally.Cost after = ThreadCost.now();
    tally.cost(
        new Tally.Cost(
            after.cpuNanos() - before.cpuNanos(),
            after.allocatedBytes() - before.allocatedBytes()));
  }

  private void send() {
    long intendedNanos = pacer.awaitNext();
    while (intendedNanos != Schedule.END && !Thread.currentThread().isInterrupted()) {
      tally.lag(pacer.lagNanos(), intendedNanos >= warmupNanos);
      long intendedMs = start.epochMs() + intendedNanos / NANOS_PER_MS;
      Event event = events.next(intendedMs);
      boolean answerable = isAnswerable(event, intendedMs);
      for (SendListener listener : listeners) {
        listener.sending(event, start.nanos() + intendedNanos, intendedMs, answerable);
      }
      tally.sent(event.kind(), answerable);
      sink.send(event.key(), event.value(), intendedMs);
      intendedNanos = pacer.awaitNext();
    }
  }

  private boolean isAnswerable(Event event, long intendedMs) {
    return event.kind().isVitals() && intendedMs - event.timeMs() <= surelyTakenMs;
  }

  /**
   * The same moment on two clocks.
   *
   * @param epochMs the wall clock's
   * @param nanos the ticker's
   */
  public record RunStart(long epochMs, long nanos) {}
}
