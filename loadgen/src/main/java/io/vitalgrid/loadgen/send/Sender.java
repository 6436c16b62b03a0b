package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.schedule.Pacer;
import io.vitalgrid.loadgen.schedule.Schedule;
import java.time.Duration;

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
  private final SendListener listener;
  private final RecordSink sink;
  private final Tally tally;

  public Sender(
      Pacer pacer,
      RunStart start,
      Duration warmup,
      EventStream events,
      SendListener listener,
      RecordSink sink,
      Tally tally) {
    this.pacer = pacer;
    this.start = start;
    this.warmupNanos = warmup.toNanos();
    this.events = events;
    this.listener = listener;
    this.sink = sink;
    this.tally = tally;
  }

  /** Runs until the schedule ends, or the pacer is stopped. */
  @Override
  public void run() {
    long intendedNanos = pacer.awaitNext();
    while (intendedNanos != Schedule.END && !Thread.currentThread().isInterrupted()) {
      tally.lag(pacer.lagNanos(), intendedNanos >= warmupNanos);
      long intendedMs = start.epochMs() + intendedNanos / NANOS_PER_MS;
      Event event = events.next(intendedMs);
      listener.sending(event, start.nanos() + intendedNanos);
      tally.sent(event.kind());
      sink.send(event.key(), event.value(), intendedMs);
      intendedNanos = pacer.awaitNext();
    }
  }

  /**
   * The same moment on two clocks.
   *
   * @param epochMs the wall clock's
   * @param nanos the ticker's
   */
  public record RunStart(long epochMs, long nanos) {}
}
