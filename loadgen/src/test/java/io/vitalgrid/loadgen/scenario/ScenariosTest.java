package io.vitalgrid.loadgen.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.loadgen.schedule.Phase;
import io.vitalgrid.loadgen.schedule.Plan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenariosTest {
  private static final List<String> OPTIONS =
      List.of("patients", "late-share", "late-by", "warmup");

  @Test
  void when_everyKindOfPhaseIsNamed_then_theyComeInOrder() {
    Plan plan =
        read("""
        name: all
        patients: 5
        phases:
          - constant: {rate: 100, for: 10s}
          - ramp: {from: 100, to: 200, for: 5s}
          - steps: {from: 100, to: 300, by: 100, each: 2s}
          - spike: {from: 100, to: 900, rise: 1s, hold: 3s, fall: 2s}
          - burst: {rate: 100, for: 4s}
          - day-rhythm: {mean: 100, swing: 0.5, day: 10s, for: 20s}
          - outage: {rate: 100, cut-off: 0.4, for: 10s, flood: 2s}
          - pause: {for: 1s}
        slo: [p99<30ms, "lost=0"]
        """)
            .plan()
            .orElseThrow();

    assertThat(plan.phases().stream().map(Phase::kind))
        .containsExactly(
            "constant",
            "ramp",
            "step",
            "step",
            "step",
            "spike rises",
            "spike",
            "spike falls",
            "burst",
            "day-rhythm",
            "outage",
            "flood",
            "pause");
    assertThat(plan.duration()).contains(Duration.ofSeconds(10 + 5 + 6 + 6 + 4 + 20 + 12 + 1));
    assertThat(plan.phases().get(10).arrivals().describe()).isEqualTo("60/s");
    // 100/s as always, and the 400 events that were kept within 2 s.
    assertThat(plan.phases().get(11).arrivals().describe()).isEqualTo("300/s");
  }

  @Test
  void when_settingsAreGiven_then_theyKeepTheirLines() {
    Scenario scenario = read("name: x\n\npatients: 5 # few\nlate-by: 7s..\n");

    assertThat(scenario.settings())
        .containsEntry("patients", new Scenario.Setting("5", 3))
        .containsEntry("late-by", new Scenario.Setting("7s..", 4));
    assertThat(scenario.placed("patients", "patients is 5"))
        .isEqualTo("x.yaml, line 3: patients is 5");
    assertThat(scenario.placed("rate", "rate is 5")).isEqualTo("rate is 5");
    assertThat(scenario.plan()).isEmpty();
  }

  @Test
  void when_somethingIsWrong_then_fileAndLineAreNamed_andTheWayOut() {
    refused("name: x\npatiens: 5\n", "x.yaml, line 2: 'patiens' is unknown", "mean 'patients'?");
    refused("patients: 5\nname: x\npatients: 6\n", "line 3: 'patients' stands in line 1 already");
    refused("phases:\n  - constant: {rate: 5}\n", "line 2: phase constant lacks 'for'");
    refused("phases:\n  - constnt: {rate: 5}\n", "line 2: 'constnt' is unknown", "'constant'?");
    refused(
        "phases:\n  - constant:\n      rate: 5\n      for: 5\n", "line 4: for: '5' is no duration");
    refused(
        "phases:\n  - constant: {rate: many, for: 5s}\n",
        "line 2: rate is 'many', must be a whole");
    refused(
        "phases:\n  - burst:\n      for: 5s\n      rate: 0\n",
        "line 4: phase burst: rate is 0 events/s");
    refused("phases:\n  - pause: {for: 0s}\n", "line 2: phase pause: for must be above 0");
    refused("phases: []\n", "line 1: phases is empty");
    refused("phases: 7\n", "line 1: phases is no list");
    refused("patients: [1, 2]\n", "line 1: here must stand a single value");
    refused("name: x\nphases: [\n", "this is no YAML");
    refused("- a\n- b\n", "line 1: a scenario is no mapping");
    refused("", "line 1: the file is empty");
    refused(
        "phases:\n  - outage: {rate: 9, cut-off: 3, for: 9s, flood: 1s}\n",
        "line 2: cut-off is '3', must be 0 to 1");
  }

  private static Scenario read(String text) {
    return Scenarios.read("x.yaml", text, OPTIONS);
  }

  private static void refused(String text, String... messages) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ScenarioException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(messages));
  }
}
