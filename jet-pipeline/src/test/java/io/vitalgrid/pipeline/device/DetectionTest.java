package io.vitalgrid.pipeline.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.event.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Precision and recall on the load generator's devices, whose faults are known. Out of order, late,
 * double and bad records and patients who deteriorate are always among them.
 */
class DetectionTest {
  private static final Duration LEARNING = Duration.ofMinutes(5);
  private static final double SICK = 0.1;

  @Test
  void when_everyFaultIsInjected_then_foundAndNotMistaken() {
    List<io.vitalgrid.loadgen.device.Fault> kinds = new ArrayList<>(Score.KINDS.keySet());
    kinds.remove(io.vitalgrid.loadgen.device.Fault.DRIFT); // there is nothing to compare with
    Ward ward = ward(kinds).run(Duration.ofHours(1));

    Score score = score(ward);

    System.out.println("200 devices for an hour, all faults together:\n" + score.table());
    assertThat(score.lines.keySet()).hasSize(7);
    score.lines.forEach(DetectionTest::judge);
  }

  @ParameterizedTest
  @CsvSource({
    "STUCK, STUCK",
    "NOISE, NOISE_BURST",
    "SPIKE, SPIKE",
    "DROP_OUT, DROP_OUT",
    "MISSING_SENSOR, DROP_OUT",
    "WRONG_CLOCK, WRONG_CLOCK",
    "SEQUENCE_GAPS, SEQUENCE_GAPS",
    "BAD_RECORDS, BAD_RECORDS"
  })
  void when_oneFaultIsInjected_then_foundAndNothingElse(
      io.vitalgrid.loadgen.device.Fault injected, Fault expected) {
    Score score = score(ward(List.of(injected)).run(Duration.ofMinutes(30)));

    System.out.println(injected + " alone:\n" + score.table());
    Score.Line line = score.line(expected);
    judge(expected, line);
    long others =
        score.lines.entrySet().stream()
            .filter(entry -> entry.getKey() != expected)
            .mapToInt(entry -> entry.getValue().raised)
            .sum();
    // A noise burst may begin with one reading far off and some calm ones: a spike, so far.
    assertThat(others).as("taken for another fault").isLessThan(line.injected / 10);
  }

  /** Of 100 device-hours at each pace. */
  @ParameterizedTest
  @CsvSource({"400, 3000", "1500, 10000", "300, 1000", "100, 300"})
  void when_nothingIsWrong_then_hardlyAFalseAlarm(int devices, long intervalMs) {
    Ward ward =
        new Ward(devices, intervalMs, Trouble.NONE, SICK, 11)
            .run(Duration.ofMinutes(6000 / devices + 30));

    Map<Fault, Long> alarms =
        ward.watched.changes.stream()
            .filter(change -> !change.isCleared())
            .collect(Collectors.groupingBy(DeviceChange::fault, Collectors.counting()));

    long hours = Duration.ofMillis(ward.endMs() - Ward.START_MS).toMinutes() * devices / 60;
    System.out.printf("%d device-hours, a record every %d ms: %s%n", hours, intervalMs, alarms);
    assertThat(alarms.values().stream().mapToLong(n -> n).sum()).isLessThanOrEqualTo(2);
  }

  private static Ward ward(List<io.vitalgrid.loadgen.device.Fault> kinds) {
    Trouble trouble = new Trouble(0, Ward.seconds(2, 8), 0, 0.1, kinds, Duration.ofMinutes(1), 0);
    return new Ward(200, 1000, trouble, SICK, 7);
  }

  private static void judge(Fault fault, Score.Line line) {
    assertThat(line.injected).as("%s injected", fault).isGreaterThan(50);
    assertThat(line.precision()).as("precision of %s", fault).isGreaterThanOrEqualTo(0.95);
    assertThat(line.recall()).as("recall of %s", fault).isGreaterThanOrEqualTo(0.9);
  }

  private static Score score(Ward ward) {
    Score score = new Score();
    long fromMs = Ward.START_MS + LEARNING.toMillis();
    Map<String, List<DeviceChange>> byDevice =
        ward.watched.changes.stream().collect(Collectors.groupingBy(DeviceChange::deviceId));
    for (int patient = 0; patient < ward.patients; patient++) {
      score.add(
          ward.injected(patient),
          byDevice.getOrDefault(ward.deviceId(patient), List.of()),
          fromMs,
          ward.endMs());
    }
    return score;
  }
}
