package io.vitalgrid.pipeline.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.device.Device;
import io.vitalgrid.loadgen.device.FaultPlan;
import io.vitalgrid.loadgen.device.Mix;
import io.vitalgrid.loadgen.device.Reading;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several devices at each bed, every one with a pace and small errors of its own; at times one
 * drifts. Every second patient deteriorates again and again, within minutes.
 */
class DisagreementTest {
  private static final int PATIENTS = 100;
  private static final long START_MS = 1_763_800_000_000L;
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final Duration TIME = Duration.ofHours(2);

  private record Bed(List<Device> devices, PatientKey patient) {}

  private final Watched watched = new Watched();
  private final Reading reading = new Reading();

  @ParameterizedTest
  @CsvSource({"2, 0.03", "3, 0.03", "4, 0.03"})
  void when_oneDeviceDrifts_then_itIsTheOne(int devices, double share) {
    List<Bed> beds = beds(devices, share);
    run(beds);

    Score score = new Score();
    for (Bed bed : beds) {
      for (int d = 0; d < devices; d++) {
        String id = id(bed, d);
        score.add(
            bed.devices.get(d).faults().between(START_MS, START_MS + TIME.toMillis()),
            watched.changes.stream()
                .filter(c -> c.deviceId().equals(id) && c.fault() == Fault.DRIFT)
                .toList(),
            START_MS + 300_000,
            START_MS + TIME.toMillis());
      }
    }
    System.out.printf("%d devices a bed:%n%s%n", devices, score.table());
    Score.Line line = score.line(Fault.DRIFT);
    assertThat(line.injected).isGreaterThan(50);
    assertThat(line.precision()).isGreaterThanOrEqualTo(0.95);
    assertThat(line.recall()).isGreaterThanOrEqualTo(0.9);
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void when_patientsDeteriorate_then_theirDevicesAgree(int devices) {
    run(beds(devices, 0));
    assertThat(watched.changes).isEmpty();
  }

  private static List<Bed> beds(int devices, double share) {
    List<Stay> stays = Cohort.generate(PATIENTS, 42);
    List<Bed> beds = new ArrayList<>();
    for (int p = 0; p < PATIENTS; p++) {
      List<Device> all = new ArrayList<>();
      for (int d = 0; d < devices; d++) {
        FaultPlan plan =
            new FaultPlan(
                Mix.bits(p, d),
                share,
                List.of(io.vitalgrid.loadgen.device.Fault.DRIFT),
                LENGTH.toMillis());
        all.add(new Device(stays.get(p), p, 0.5, plan));
      }
      beds.add(new Bed(all, new PatientKey("P" + p, 0)));
    }
    return beds;
  }

  private void run(List<Bed> beds) {
    for (long second = 0; second < TIME.toSeconds(); second++) {
      for (Bed bed : beds) {
        for (int d = 0; d < bed.devices.size(); d++) {
          if (second % (d + 1) == 0) { // a pace of its own
            read(bed, d, START_MS + second * 1000);
          }
        }
      }
    }
  }

  private void read(Bed bed, int d, long timeMs) {
    bed.devices.get(d).read(timeMs, reading);
    double[] values = new double[Vital.COUNT];
    for (int v = 0; v < values.length; v++) {
      double error = 2 * Mix.unit(Mix.bits(d, v), timeMs) - 1;
      values[v] = reading.value(v) + error * (v == 3 || v == 6 ? 0.1 : 1);
    }
    watched.watch.hear(
        new Vitals(
            bed.patient,
            timeMs,
            new Origin(1, 0, timeMs, timeMs + 2),
            id(bed, d),
            Vitals.NO_SEQ,
            values,
            0));
  }

  private static String id(Bed bed, int d) {
    return bed.patient.id() + "-" + d;
  }
}
