package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vitalgrid.grid.Vital;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damaged records are refused or taken within the contract; nothing else comes out. */
class EventParserFuzzTest {
  private static final int MUTATIONS = 200_000;
  private static final long SEED = 20_261_122;

  private static final List<byte[]> VALID =
      List.of(
          WireRecord.vitals().bytes(),
          WireRecord.admission().bytes(),
          WireRecord.discharge().bytes(),
          WireRecord.vitals()
              .with("event_time", "\"2026-11-22T10:15:30+01:00\"")
              .with("unknown", "{\"a\":[1,\"\\u00e9\",{}]}")
              .bytes());

  private static final List<byte[]> TOKENS =
      List.of(
              "null",
              "true",
              "\"",
              "{",
              "}",
              "[",
              "]",
              ",",
              ":",
              "-",
              "1e999",
              "1e-999",
              "\\ud800",
              "\\",
              "\0",
              "9223372036854775808",
              "NaN",
              "\uFEFF",
              "\"heart_rate\":",
              "-0.0")
          .stream()
          .map(token -> token.getBytes(UTF_8))
          .toList();

  @Test
  @Timeout(120)
  void when_recordsAreDamaged_then_refusedOrWithinTheContract() {
    Random random = new Random(SEED);
    EventParser parser = Parsing.parser();
    int taken = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] record = mutate(VALID.get(i % VALID.size()), random);
      try {
        PatientEvent event = parser.parse(record, WireRecord.ORIGIN);
        taken++;
        if (!isWithinTheContract(event)) {
          fail(describe(i, record));
        }
      } catch (RejectedException e) {
        // as it should be
      } catch (RuntimeException | StackOverflowError e) {
        fail(describe(i, record), e);
      }
    }
    // Neither all broken nor all harmless, or the mutations would prove nothing.
    assertThat(taken).isBetween(MUTATIONS / 50, MUTATIONS / 2);
  }

  /** Thread CPU time, so that the machine's other work does not count. */
  @Test
  void when_everyRecordHasANameNeverSeen_then_itCostsNotTensOfTimesMore() throws Exception {
    List<byte[]> known = new ArrayList<>();
    List<byte[]> unknown = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      known.add(WireRecord.vitals().with("sensor", "1").bytes());
      unknown.add(WireRecord.vitals().with("sensor" + i * 31L, "1").bytes());
    }
    EventParser parser = Parsing.parser();
    cpuNanos(parser, known); // warm-up
    cpuNanos(parser, unknown);

    assertThat(cpuNanos(parser, unknown)).isLessThan(12 * cpuNanos(parser, known));
  }

  private static long cpuNanos(EventParser parser, List<byte[]> records) throws RejectedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long startNanos = threads.getCurrentThreadCpuTime();
    for (byte[] record : records) {
      parser.parse(record, WireRecord.ORIGIN);
    }
    return threads.getCurrentThreadCpuTime() - startNanos;
  }

  private static String describe(int mutation, byte[] record) {
    return "mutation " + mutation + " of seed " + SEED + ": " + new String(record, UTF_8);
  }

  /** In plain Java: 200,000 fluent assertions would take longer than the parser. */
  private static boolean isWithinTheContract(PatientEvent event) {
    int length = event.patient().id().length();
    boolean within = length >= 1 && length <= 256;
    within &= event.eventTimeMs() >= 0;
    within &= event.eventTimeMs() <= WireRecord.TIMESTAMP_MS + Parsing.MAX_SKEW_MS;
    if (event instanceof Vitals vitals) {
      for (int v = 0; v < Vital.COUNT; v++) {
        double value = vitals.values()[v];
        within &= Double.isNaN(value) || (value >= Vital.of(v).min() && value <= Vital.of(v).max());
      }
    }
    return within;
  }

  private static byte[] mutate(byte[] record, Random random) {
    byte[] mutated = record;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      mutated = mutateOnce(mutated, random);
    }
    return mutated;
  }

  private static byte[] mutateOnce(byte[] record, Random random) {
    int from = random.nextInt(record.length + 1);
    int to = Math.min(record.length, from + random.nextInt(12));
    ByteArrayOutputStream out = new ByteArrayOutputStream(record.length + 16);
    out.write(record, 0, from);
    switch (random.nextInt(5)) {
      case 0 -> out.write(random.nextInt(256)); // replaces a stretch by one byte
      case 1 -> out.writeBytes(TOKENS.get(random.nextInt(TOKENS.size())));
      case 2 -> { // a digit or letter, in place
        to = Math.min(record.length, from + 1);
        out.write(' ' + random.nextInt(95));
      }
      case 3 -> { // a stretch twice
        out.write(record, from, to - from);
        to = from;
      }
      default -> {} // a stretch less
    }
    out.write(record, to, record.length - to);
    return out.toByteArray();
  }
}
