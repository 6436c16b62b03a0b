package io.vitalgrid.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.RejectedException;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes that an event allocates on its way, against those of {@code
 * benchmarks/baseline/allocations.properties}. Unlike times they are the same on every machine, but
 * for what the compiler makes of it, which is measured when it has.
 */
class AllocationGuardTest {
  private static final Path BASELINE = Path.of("baseline", "allocations.properties");
  private static final double TOLERANCE = 1.1;
  private static final int WARM_UP = 400_000;
  private static final int EVENTS = 200_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A part of the way. */
  private enum Part {
    /** From a Kafka record's value to an event. */
    PARSE {
      @Override
      Runnable step() {
        EventParser parser = new EventParser(id -> PATIENT, MINUTE_MS);
        return () -> {
          try {
            parser.parse(VITALS, ORIGIN);
          } catch (RejectedException e) {
            throw new IllegalStateException(e);
          }
        };
      }
    },
    /** From an event to its panes. */
    WINDOWS {
      @Override
      Runnable step() {
        WindowPolicy policy = new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, 3 * MINUTE_MS);
        PaneStream stream =
            new PaneStream(
                policy, 2 * MINUTE_MS, 1_000, (timing, end, revision, late, newest, stats) -> {});
        return stream::next;
      }
    };

    abstract Runnable step();
  }

  private static final long MINUTE_MS = 60_000;
  private static final PatientKey PATIENT = new PatientKey("P000123", 7);
  private static final Origin ORIGIN = new Origin(1, 0, 1, 1_763_806_530_200L);
  private static final byte[] VITALS =
      """
      {"type":"vitals","patient_id":"P000123","device_id":"MON-17","seq":1042,\
      "event_time":1763806530123,"heart_rate":88,"respiratory_rate":18,"spo2":95,\
      "temperature":37.1,"systolic_bp":128,"diastolic_bp":79,"glucose":6.1,"oxygen":false}\
      """
          .getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource
  void when_anEventGoesItsWay_then_itAllocatesNoMoreThanBefore(Part part) throws IOException {
    String name = part.name().toLowerCase(Locale.ROOT);
    double bytes = bytesPerEvent(part.step());
    double baseline = Double.parseDouble(baseline().getProperty(name));
    System.out.printf("%s: %.1f bytes/event, baseline %.1f%n", name, bytes, baseline);

    assertThat(bytes)
        .as(
            "bytes that %s allocates per event; if it must be more, say why in docs/design and set"
                + " %s in benchmarks/%s",
            name, name, BASELINE)
        .isLessThanOrEqualTo(TOLERANCE * baseline);
  }

  private static double bytesPerEvent(Runnable step) {
    for (int i = 0; i < WARM_UP; i++) {
      step.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < EVENTS; i++) {
      step.run();
    }
    return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
  }

  private static Properties baseline() throws IOException {
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(BASELINE)) {
      properties.load(file);
    }
    return properties;
  }
}
