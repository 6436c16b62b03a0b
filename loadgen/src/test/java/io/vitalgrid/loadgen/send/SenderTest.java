package io.vitalgrid.loadgen.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.schedule.Pacer;
import io.vitalgrid.loadgen.schedule.Schedule;
import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.Sender.RunStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final long START_MS = 1_763_806_530_123L;
  private static final long START_NANOS = 7_000;
  private static final long MS = 1_000_000;

  private long nowNanos = START_NANOS;

  private final Ticker ticker =
      new Ticker() {
        @Override
        public long nanos() {
          return nowNanos;
        }

        @Override
        public void sleep(long nanos) {
          nowNanos += nanos;
        }
      };

  @Test
  void when_sendingIsHeldUpForFiveSeconds_then_everyEventKeepsItsIntendedTime() {
    List<Long> dueMs = new ArrayList<>();
    List<Long> recordMs = new ArrayList<>();
    Tally tally = new Tally();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void send(byte[] key, byte[] value, long intendedMs) {
            recordMs.add(intendedMs - START_MS);
            if (recordMs.size() == 3) {
              nowNanos += 5000 * MS; // a full buffer
            }
          }

          @Override
          public void close(Duration timeout) {}
        };
    SendListener listener =
        (event, dueNanos, intendedMs, answerable) -> dueMs.add((dueNanos - START_NANOS) / MS);
    EventSettings events = EventSettings.of(Cohort.generate(3, 42), Disorder.NONE, 0, 42);
    Sender sender =
        new Sender(
            new Pacer(
                Schedule.constant(10).until(Duration.ofSeconds(1)),
                ticker,
                START_NANOS,
                () -> false),
            new RunStart(START_MS, START_NANOS),
            Duration.ZERO,
            new EventStream(events, START_MS),
            List.of(listener),
            sink,
            tally,
            events.terms().surelyTakenMs());

    sender.run();

    List<Long> schedule = List.of(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
    assertThat(dueMs).isEqualTo(schedule);
    assertThat(recordMs).isEqualTo(schedule);
    assertThat(tally.maxLagNanos()).isEqualTo(4900 * MS);
    assertThat(tally.sent()).isEqualTo(10);
    assertThat(tally.answerable()).isEqualTo(7); // three are admissions
  }

  @Test
  void when_vitalsAreMade_then_nothingIsAllocated() {
    Tally warm = discard(20_000);
    Tally tally = discard(100_000);

    assertThat(warm.sent()).isEqualTo(20_000);
    assertThat(tally.acked()).isEqualTo(100_000);
    // Ten admissions, and the arrays that hold records of each length once.
    assertThat(tally.cost().allocatedBytes() / 100_000.0).isLessThan(2);
  }

  private Tally discard(int count) {
    Tally tally = new Tally();
    EventSettings events = EventSettings.of(Cohort.generate(10, 42), Disorder.NONE, 0.1, 42);
    new Sender(
            new Pacer(
                Schedule.constant(100_000).until(Duration.ofMillis(count / 100)),
                ticker,
                nowNanos,
                () -> false),
            new RunStart(START_MS, nowNanos),
            Duration.ZERO,
            new EventStream(events, START_MS),
            List.of(),
            RecordSink.discarding(tally),
            tally,
            events.terms().surelyTakenMs())
        .run();
    return tally;
  }
}
