package io.vitalgrid.pipeline.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What a device and an event cost; time is printed, not judged. */
class DeviceCostTest {
  private static final int DEVICES = 10_000;
  private static final int ROUNDS = 100;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final DeviceWatch watch = new DeviceWatch(Watched.DEFAULTS, new Silent());
  private final Vitals[] events = new Vitals[DEVICES];

  @Test
  void when_devicesSend_then_noGarbage_andFewBytesEach() {
    long before = allocated();
    DeviceState[] states = new DeviceState[DEVICES];
    for (int d = 0; d < DEVICES; d++) {
      states[d] = new DeviceState("MON", new PatientKey("P", 0));
    }
    double bytesPerDevice = (double) (allocated() - before) / DEVICES;
    prepare(0);
    hearAll();

    long garbage = 0;
    long nanos = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      prepare(round);
      long start = System.nanoTime();
      long from = allocated();
      hearAll();
      garbage += allocated() - from;
      nanos = System.nanoTime() - start;
    }

    System.out.printf(
        "%.0f bytes a device; %.1f bytes of garbage an event,"
            + " reports included; %.0f ns an event in the last round%n",
        bytesPerDevice, (double) garbage / ROUNDS / DEVICES, (double) nanos / DEVICES);
    assertThat(bytesPerDevice).isLessThan(550);
    assertThat((double) garbage / ROUNDS / DEVICES).isLessThan(12);
  }

  private long allocated() {
    return threads.getCurrentThreadAllocatedBytes();
  }

  private void prepare(int round) {
    for (int d = 0; d < DEVICES; d++) {
      double[] values = new double[Vital.COUNT];
      for (int v = 0; v < values.length; v++) {
        values[v] = 80 + (round * (v + 1) + d) % 5;
      }
      long timeMs = 1_763_806_530_000L + round * 1000L;
      events[d] =
          new Vitals(
              new PatientKey("P" + d, 0),
              timeMs,
              new Origin(1, 0, round, timeMs + 2),
              "MON-" + d,
              round,
              values,
              0);
    }
  }

  private void hearAll() {
    for (Vitals event : events) {
      watch.hear(event);
    }
  }

  /** Takes everything and keeps nothing. */
  private final class Silent implements DeviceOutput {
    @Override
    public void report(DeviceReport report) {}

    @Override
    public void change(DeviceChange change) {}

    @Override
    public void appeared(DeviceState device) {
      watch.adopt(device, null);
    }

    @Override
    public void silent(DeviceState device) {
      watch.judgeSilent(device, null);
    }
  }
}
