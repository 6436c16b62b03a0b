package io.vitalgrid.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LoadgenUsageTest {
  @TempDir private Path temp;

  @Test
  void when_optionIsWrong_then_itIsNamedWithValueAndRule() {
    assertUsage(List.of("--rate", "0"), "--rate is 0 events/s, must be 1 to 10000000");
    assertUsage(List.of("--duration", "60"), "'60' is no duration, must be a number with ms, s");
    assertUsage(List.of("--duration", "0s"), "--duration must be above 0, such as 60s");
    assertUsage(List.of("--late-share", "1.5"), "--late-share is 1.5, must be 0 (off) to 1");
    assertUsage(
        List.of("--late-share", "0.6", "--out-of-order-share", "0.6"), "the shares add up to 1.2");
    assertUsage(List.of("--late-by", "9s..7s"), "'9s..7s' is upside down, must be MIN..MAX");
    assertUsage(List.of("--out-of-order-spread", "0ms"), "must be at least 1ms, such as 2s");
    assertUsage(List.of("--deteriorating-share", "-1"), "--deteriorating-share is -1.0");
    assertUsage(List.of("--patients", "0"), "--patients is 0, must be at least 1");
    assertUsage(List.of("--patients", "1000000"), "--patients is 1000000, must be at most 999999");
    assertUsage(List.of("--partitions", "0"), "--partitions is 0, must be at least 1");
    assertUsage(List.of("--topic", ""), "--topic is empty");
    assertUsage(
        List.of("--kafka-property", "bootstrap.servers=x:1"),
        "--kafka-property bootstrap.servers is set by loadgen itself");
    assertUsage(List.of("--rte", "5"), "--rte");
    assertUsage(List.of("--slo", "p99<30"), "--slo is 'p99<30', must be p50, p90");
    assertUsage(List.of("--zipf", "9"), "--zipf is 9.0, must be 0 (all alike) to 3.0");
    assertUsage(List.of("--window-size", "7s"), "--window-size is 7000 ms, must be a multiple");
    assertUsage(List.of("--find-max"), "--find-max needs an objective, such as --slo");
  }

  @Test
  void when_helpIsAskedFor_then_everyOptionIsExplained() {
    Ran ran = Ran.loadgen("--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains("--bootstrap-servers", "--too-late-by", "--warmup", "Exit codes:");
  }

  @Test
  void when_thereIsNoBroker_then_saidWithTheWayOut() {
    Ran ran =
        Ran.loadgen(
            "--bootstrap-servers",
            "127.0.0.1:1",
            "--kafka-property",
            "default.api.timeout.ms=1000",
            "--kafka-property",
            "request.timeout.ms=1000");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("127.0.0.1:1 cannot be used", "./vitalgrid broker");
  }

  @Test
  void when_kafkaPropertyIsWrong_then_saidInAMessage() {
    Ran ran = Ran.loadgen("--kafka-property", "security.protocol=NONSENSE");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("security.protocol").doesNotContain("\tat ");
  }

  @Test
  void when_cohortFileIsMissingOrBad_then_saidWithFileAndLine() throws Exception {
    Ran missing = Ran.loadgen("--cohort", "nowhere.csv");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("nowhere.csv", "cannot be read");

    Path file = temp.resolve("stays.csv");
    Files.writeString(
        file,
        "patient_id,age,gender,blood_pressure,cholesterol,bmi,diabetes,hypertension,"
            + "medication_count,length_of_stay,discharge_destination\n"
            + "1,74,Other,130/72,240,31.5,Yes,No,5,1,Home\n"
            + "2,999,Other,130/72,240,31.5,Yes,No,5,1,Home\n");
    Ran bad = Ran.loadgen("--cohort", file.toString());
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.err()).contains("stays.csv", "3", "age", "999");

    Files.writeString(file, Files.readString(file).replace("999", "74"));
    Ran few = Ran.loadgen("--cohort", file.toString(), "--patients", "3");
    assertThat(few.exitCode()).isEqualTo(2);
    assertThat(few.err()).contains("--patients is 3", "has 2");
  }

  @Test
  void when_theGeneratorIsBehindItsSchedule_then_theResultIsNotValid_andNoObjectiveMet() {
    Ran ran =
        Ran.loadgen(
            "--discard",
            "--rate=1000",
            "--duration=1s",
            "--warmup=0s",
            "--max-send-lag=0ms",
            "--slo=failed=0");

    assertThat(ran.out())
        .contains("NOT VALID: the generator itself was up to ", "ms allowed: lower --rate");
    assertThat(ran.exitCode()).isEqualTo(3);
  }

  @Test
  void when_patientsAreInAlready_then_saidBeforeTheRun_alsoOfAScenario() {
    assertThat(Ran.loadgen("--discard", "--duration=1s", "--admitted").err())
        .contains("1,000 patients (generated, in already), seed 42");
    Ran scenario =
        Ran.loadgen(
            "--scenario=smoke", "--admitted", "--discard", "--duration=1s", "--out=" + temp);
    assertThat(scenario.err()).contains("patients (generated, in already)");
    assertThat(scenario.out()).containsPattern("(?m)^  admissions +0$");
  }

  private static void assertUsage(List<String> args, String message) {
    Ran ran = Ran.loadgen(args.toArray(String[]::new));
    assertThat(ran.err()).contains(message);
    assertThat(ran.exitCode()).isEqualTo(2);
  }
}
