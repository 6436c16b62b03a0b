package io.vitalgrid.loadgen.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceTest {
  private static final long NOON_MS = 1_763_806_530_123L;
  private static final long HOUR_MS = 3_600_000;

  private final Reading reading = new Reading();

  @Test
  void when_patientIsStable_then_pressuresCentreOnTheAdmissions() {
    List<Stay> stays = Cohort.generate(50, 7);
    for (int i = 0; i < stays.size(); i++) {
      Stay stay = stays.get(i);
      Device device = new Device(stay, i, 0);
      double systolic = 0;
      double diastolic = 0;
      for (int second = 0; second < 3 * 3600; second++) {
        device.read(NOON_MS + second * 1000L, reading);
        systolic += reading.systolicBp;
        diastolic += reading.diastolicBp;
      }
      assertThat(systolic / (3 * 3600)).isCloseTo(stay.systolicBp(), within(1.5));
      assertThat(diastolic / (3 * 3600)).isCloseTo(stay.diastolicBp(), within(1.5));
    }
  }

  @Test
  void when_aSecondPasses_then_vitalsHardlyChange_butTheyDoInAnHour() {
    Device device = new Device(Cohort.generate(1, 7).get(0), 3, 0);
    double seconds = 0;
    double hours = 0;
    int count = 2000;
    for (int i = 0; i < count; i++) {
      long timeMs = NOON_MS + i * 60_007L;
      seconds += Math.abs(heartRate(device, timeMs + 1000) - heartRate(device, timeMs));
      hours += Math.abs(heartRate(device, timeMs + HOUR_MS) - heartRate(device, timeMs));
    }
    assertThat(seconds / count).isBetween(0.1, 1.0);
    assertThat(hours).isGreaterThan(2.5 * seconds);
  }

  @Test
  void when_readTwiceForTheSameTime_then_theSame() {
    Device device = new Device(Cohort.generate(1, 7).get(0), 3, 1);
    long late = heartRate(device, NOON_MS - 15_000);
    heartRate(device, NOON_MS);

    assertThat(heartRate(device, NOON_MS - 15_000)).isEqualTo(late);
  }

  @Test
  void when_patientDeteriorates_then_everySignShowsAtTheHeight_andPassesAgain() {
    Device device = new Device(Cohort.generate(1, 7).get(0), 11, 1);
    int sickSeconds = 0;
    int wellSeconds = 0;
    for (int second = 0; second < 3600; second++) {
      device.read(NOON_MS + second * 1000L, reading);
      if (reading.consciousness == 'V') {
        sickSeconds++;
        assertThat(reading.heartRate).isGreaterThan(105);
        assertThat(reading.respiratoryRate).isGreaterThan(22);
        assertThat(reading.spo2).isLessThan(92);
        assertThat(reading.temperatureTenths).isGreaterThan(378);
        assertThat(reading.supplementalOxygen).isTrue();
      } else if (!reading.supplementalOxygen && reading.heartRate < 95) {
        wellSeconds++;
      }
    }
    assertThat(sickSeconds).isBetween(120, 900);
    assertThat(wellSeconds).isGreaterThan(1500);
  }

  @Test
  void when_aTwentiethShallDeteriorate_then_aboutSoManyDo() {
    Stay stay = Cohort.generate(1, 7).get(0);
    int deteriorating = 0;
    for (int i = 0; i < 10_000; i++) {
      deteriorating += new Device(stay, Mix.bits(1, i), 0.05).deteriorating() ? 1 : 0;
    }
    assertThat(deteriorating).isBetween(420, 580);
  }

  private int heartRate(Device device, long timeMs) {
    device.read(timeMs, reading);
    return reading.heartRate;
  }

  @Test
  void when_aSensorIsDisturbed_then_itIsFarOffWhileTheFaultLasts_andTheOthersAreNot() {
    for (Fault fault : List.of(Fault.NOISE, Fault.SPIKE, Fault.DRIFT)) {
      Stay stay = Cohort.generate(1, 7).get(0);
      FaultPlan plan = new FaultPlan(3, 0.5, List.of(fault), 120_000);
      Device faulty = new Device(stay, 3, 0, plan);
      Device healthy = new Device(stay, 3, 0);
      Reading truth = new Reading();
      int off = 0;
      for (long timeMs = NOON_MS; timeMs < NOON_MS + HOUR_MS; timeMs += 1000) {
        faulty.read(timeMs, reading);
        healthy.read(timeMs, truth);
        int sensors = 0;
        for (int sensor = 0; sensor < Reading.SENSORS; sensor++) {
          sensors += reading.value(sensor) == truth.value(sensor) ? 0 : 1;
        }
        off += sensors > 0 ? 1 : 0;
        assertThat(sensors).isBetween(0, plan.at(timeMs) == fault ? 2 : 0); // a cuff has two
      }
      assertThat(off).as("%s", fault).isBetween(fault == Fault.SPIKE ? 50 : 1000, 3000);
    }
  }

  @Test
  void when_truthIsAsked_then_faultsWithoutPauseAreOne() {
    FaultPlan plan = new FaultPlan(5, 0.5, List.of(Fault.STUCK), 60_000);
    List<FaultPlan.Injected> faults = plan.between(NOON_MS, NOON_MS + HOUR_MS);
    assertThat(faults).hasSizeBetween(5, 30);
    for (int i = 1; i < faults.size(); i++) {
      assertThat(faults.get(i).fromMs()).isGreaterThan(faults.get(i - 1).toMs());
      assertThat(plan.at(faults.get(i).fromMs() - 1)).isEqualTo(Fault.NONE);
      assertThat(plan.at(faults.get(i).fromMs())).isEqualTo(Fault.STUCK);
    }
  }
}
